import { labelOf } from '../flow-walk.ts';
import type { RecordedDevice, RecordedNode } from '../recorded-execution.ts';
import { seededRandom, wholeBetween } from '../seeded-random.ts';

/** The text made from audio: one line with what was said, the value of the node or else its name. */
export function spokenText(node: RecordedNode): string {
  return `${(node.value ?? labelOf(node)).replace(/\p{Cc}+/gu, ' ').toWellFormed()}\n`;
}

const rules = [
  { rule: 'touch-target-size', message: 'The target is smaller than 44 x 44 points.' },
  { rule: 'text-contrast', message: 'The contrast of text and background is below 4.5 to 1.' },
  { rule: 'missing-label', message: 'The element has no label for a screen reader.' },
];

/** An accessibility report of one screen as JSON. Neither its form nor its content is known: both are invented. */
export function accessibilityFindings(
  executionId: string,
  device: RecordedDevice,
  node: RecordedNode,
): string {
  const random = seededRandom(executionId, device.deviceId, labelOf(node), 'accessibility');
  const findings = rules
    .filter(() => random() < 0.6)
    .map(({ rule, message }) => ({
      rule,
      message,
      element: `//*[@id="element-${wholeBetween(random, 1, 40)}"]`,
      severity: random() < 0.5 ? 'warning' : 'error',
    }));
  return `${JSON.stringify({ screen: labelOf(node).toWellFormed(), deviceId: device.deviceId, findings }, null, 2)}\n`;
}
