import { labelOf } from './flow-walk.ts';
import type { RecordedExecution } from './recorded-execution.ts';
import { durationText, leadScreenshot, stepRows, timeText } from './report-figures.ts';
import type { StepRow } from './report-figures.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';

const style = `
body { font: 13px/1.45 Verdana, Arial, sans-serif; color: #222; background: #eef1f5; margin: 0; }
main { max-width: 1060px; margin: 0 auto; padding: 0 16px 40px; }
header { background: linear-gradient(#3c5a80, #2c4462); color: #fff; padding: 14px 0; }
header div { max-width: 1060px; margin: 0 auto; padding: 0 16px; }
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 14px; color: #2c4462; border-bottom: 2px solid #c4cedb; padding-bottom: 3px; margin: 26px 0 8px; }
.verdict { margin: 16px 0 0; padding: 10px 14px; border-left: 6px solid; background: #fff; overflow-wrap: anywhere; }
.passed { border-color: #2e7d32; } .failed { border-color: #c62828; }
.passed b { color: #2e7d32; } .failed b { color: #c62828; }
table { border-collapse: collapse; width: 100%; background: #fff; }
th { background: #dbe3ed; text-align: left; } th, td { border: 1px solid #c4cedb; padding: 4px 8px; vertical-align: top; overflow-wrap: anywhere; }
td.number { text-align: right; white-space: nowrap; } th.key { width: 150px; }
tr.step td { background: #f4f7fa; } tr.step td:first-child { font-weight: bold; } tr.bad td { background: #fdecec; }
small { color: #666; font-weight: normal; } .columns { display: flex; gap: 16px; align-items: flex-start; }
.columns > div { flex: 1; min-width: 0; } figure { margin: 26px 0 0; width: 202px; flex: none; }
figure img { width: 200px; border: 1px solid #8a99ad; border-radius: 6px; display: block; } figcaption { font-size: 11px; color: #555; overflow-wrap: anywhere; }
`;

/**
 * The report as one HTML page without script or outside resource. That an HTML report exists is
 * from-client-code; how it looks is invented. `verdict` stands in place of Passed or Failed where a report knows
 * more words.
 */
export function renderHtmlReport(
  execution: RecordedExecution,
  verdict = execution.success ? 'Passed' : 'Failed',
): string {
  const { scriptName, success } = execution;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(`${scriptName}: ${verdict}`)}</title>
<style>${style}</style>
</head>
<body>
<header><div><h1>${escapeText(scriptName)}</h1>Execution report</div></header>
<main>
<p class="verdict ${success ? 'passed' : 'failed'}"><b>${escapeText(verdict)}</b> - ${escapeText(execution.description || execution.code)}<br>
<small>${counted(execution.failedActions, 'failed action')}, ${counted(execution.failedValidations, 'failed validation')}, ${durationText(execution.endedAtMs - execution.startedAtMs)}</small></p>
<div class="columns"><div>
${summary(execution)}
${devices(execution)}
${variables(execution)}
</div>${picture(execution)}</div>
${steps(execution)}
</main>
</body>
</html>
`;
}

function summary(execution: RecordedExecution): string {
  const rows = [
    ['Execution', execution.executionId],
    ['Report key', execution.reportKey],
    ['Script', execution.scriptKey],
    ['Owner', execution.owner],
    ['Started', timeText(execution.startedAtMs)],
    ['Ended', timeText(execution.endedAtMs)],
    ['Code', execution.code],
  ] as const;
  const body = rows.map(
    ([key, value]) => `<tr><th class="key">${key}</th><td>${escapeText(value)}</td></tr>`,
  );
  return `<h2>Summary</h2>\n<table>\n${body.join('\n')}\n</table>`;
}

function devices(execution: RecordedExecution): string {
  if (execution.devices.length === 0) return '<h2>Devices</h2>\n<p>No device took part.</p>';
  const rows = execution.devices.map((device) =>
    cells([
      device.deviceId,
      `${device.manufacturer} ${device.model}`,
      `${device.os} ${device.osVersion}`,
      device.firmware,
      device.location,
      device.resolution,
    ]),
  );
  return `<h2>Devices</h2>\n${table(['Id', 'Device', 'System', 'Firmware', 'Location', 'Resolution'], rows)}`;
}

function variables(execution: RecordedExecution): string {
  if (execution.variables.length === 0) return '';
  return `<h2>Variables</h2>\n${table(
    ['Name', 'Value'],
    execution.variables.map(({ name, value }) => cells([name, value])),
  )}`;
}

function picture(execution: RecordedExecution): string {
  const lead = leadScreenshot(execution);
  if (lead === undefined) return '';
  const { png, device, node } = lead;
  const caption = `${device.model}, ${labelOf(node)}`;
  return `<figure><img alt="${escapeAttribute(`Screen of ${caption}`)}" src="data:image/png;base64,${png.toString('base64')}"><figcaption>${escapeText(caption)}</figcaption></figure>`;
}

function steps(execution: RecordedExecution): string {
  const rows = stepRows(execution);
  if (rows.length === 0) return '<h2>Steps</h2>\n<p>The run ended before its first step.</p>';
  return `<h2>Steps</h2>\n${table(['Step', 'At', 'Took', 'Result', 'Details'], rows.map(stepRow))}`;
}

function stepRow({ node, depth, label, offsetMs, durationMs }: StepRow): string {
  const classes = [...(node.kind === 'action' ? [] : ['step']), ...(node.success ? [] : ['bad'])];
  const called = label === node.name ? '' : ` <small>${escapeText(node.name)}</small>`;
  const details = [
    ...(node.success ? [] : [node.description || node.code]),
    ...node.parameters.map((parameter) => `${parameter.displayName || parameter.name}: ${parameter.value}`),
    ...(node.value === undefined ? [] : [`Value: ${node.value}`]),
    ...node.attachments.map(({ type, path }) => `${type}: ${path}`),
  ];
  // Past a dozen levels more indentation would leave no room for the text.
  const indentPx = 8 + Math.min(depth, 12) * 16;
  return (
    `<tr class="${classes.join(' ')}"><td style="padding-left:${indentPx}px">${escapeText(label)}${called}</td>` +
    `<td class="number">${durationText(offsetMs)}</td><td class="number">${durationText(durationMs)}</td>` +
    `<td>${node.success ? 'Passed' : 'Failed'}</td><td>${details.map(escapeText).join('<br>')}</td></tr>`
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function cells(texts: readonly string[]): string {
  return `<tr>${texts.map((text) => `<td>${escapeText(text)}</td>`).join('')}</tr>`;
}

function table(headings: readonly string[], rows: readonly string[]): string {
  const head = headings.map((heading) => `<th>${heading}</th>`).join('');
  return `<table>\n<tr>${head}</tr>\n${rows.join('\n')}\n</table>`;
}
