import { conform } from './conform.ts';
import { examples as accounts } from './examples/account.ts';
import { examples as users } from './examples/user.ts';
import { examples as usersV1 } from './examples/user-v1.ts';

conform('user', { ...users, ...accounts, ...usersV1 });
