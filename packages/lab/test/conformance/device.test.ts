import { conform } from './conform.ts';
import { examples as devices } from './examples/device.ts';
import { examples as hosts } from './examples/host.ts';

conform('device', { ...devices, ...hosts });
