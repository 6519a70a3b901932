import type { ResultDevice } from '../model.ts';
import { clip, oneLine, plainText } from '../text/escape.ts';
import type { DeviceData } from './model/page-data.ts';

/** The whole of a message is with its step. */
const maxMessageChars = 2000;

/** A device in the words of a reader. */
export function deviceData({ deviceId, manufacturer, model, os, osVersion }: ResultDevice): DeviceData {
  const id = oneLine(deviceId ?? '');
  const name = oneLine(model ?? manufacturer ?? '');
  return {
    name: name === '' ? id || 'unknown device' : name,
    system: oneLine([os, osVersion].filter((part) => part !== undefined).join(' ')),
    id,
  };
}

/** A message in the length of an overview. */
export function shortMessage(text: string): string {
  return clip(plainText(text).trim(), maxMessageChars);
}
