import { button, element } from './element.ts';
import { keyHelp } from './keyboard.ts';

/** The dialog that explains keys and marks. */
export function helpDialog(): HTMLDialogElement {
  const dialog = element('dialog', { class: 'help', 'aria-labelledby': 'help-heading' });
  dialog.append(
    element(
      'div',
      { class: 'dialog-head' },
      element('h2', { id: 'help-heading' }, 'Keys'),
      button(
        { class: 'plain-button' },
        () => {
          dialog.close();
        },
        'Close',
      ),
    ),
    element(
      'div',
      { class: 'key-groups' },
      ...keyHelp.map(({ heading, keys }) =>
        element(
          'section',
          {},
          element('h3', {}, heading),
          element(
            'dl',
            { class: 'keys' },
            ...keys.flatMap(([key, does]) => [keyNames(key), element('dd', {}, does)]),
          ),
        ),
      ),
    ),
    element(
      'p',
      { class: 'quiet' },
      'The address of the page names what you look at: copy it to lead somebody to the same execution and step.',
    ),
  );
  return dialog;
}

function keyNames(keys: string): HTMLElement {
  return element('dt', {}, ...keys.split('  ').map((key) => element('kbd', {}, key)));
}
