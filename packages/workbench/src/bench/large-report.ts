import { open } from 'node:fs/promises';

const actionsInStep = 20;
const startedAtMs = 1_795_312_800_000;

const head = `<?xml version="1.0" encoding="UTF-8"?>
<execution>
<info><name>soak</name><id>ci.bot@example.com_soak_26-11-24_02_00_00_1</id>${times(0, 36_000)}<dataItems><dataItem label="report"><key owner="ci.bot@example.com">PRIVATE:soak/soak_26-11-24_02_00_00_1.xml</key></dataItem></dataItems></info>
<input><handsets><handset><properties><property><name displayName="Id">deviceId</name><value>R3DEMO000001</value></property><property><name displayName="Model">model</name><value>Pixel 8</value></property></properties></handset></handsets></input>
<output><status><success>false</success><failedActions>1</failedActions><code>CompletedWithErrors</code><description>Completed with errors</description></status></output>
<flow>
`;
const tail = '</flow>\n</execution>\n';

/** Writes a report of the known form, of steps with twenty actions each, and gives the number of its actions. */
export async function writeLargeReport(path: string, bytes: number): Promise<number> {
  const file = await open(path, 'w');
  let written = 0;
  let step = 0;
  const write = async (text: string): Promise<void> => {
    written += (await file.write(text)).bytesWritten;
  };
  await write(head);
  while (written + tail.length < bytes) {
    const steps = Array.from({ length: 50 }, (_, index) => stepText(step + index));
    await write(steps.join(''));
    step += steps.length;
  }
  await write(tail);
  await file.close();
  return step * actionsInStep;
}

function stepText(step: number): string {
  const actions = Array.from({ length: actionsInStep }, (_, index) => actionText(step, index));
  const fails = step % 100 === 99;
  return `<step><info><name>Round ${step}: open the app and pay</name>${times(step * 20, step * 20 + 20)}</info><output>${status(fails, `Button 'Pay now' was not found in round ${step}`)}</output><flow>${actions.join('')}</flow></step>\n`;
}

function actionText(step: number, index: number): string {
  const fails = step % 100 === 99 && index === actionsInStep - 1;
  const second = step * 20 + index;
  const picture =
    index % 5 === 0
      ? `<dataItems><dataItem type="image" format="png"><attachment>images/step_${step}_${index}.png</attachment></dataItem></dataItems>`
      : '';
  return `<action><info><name displayName="Tap on an element">touch.tap</name>${times(second, second + 1)}${picture}</info><output>${status(fails, `Button 'Pay now' was not found in round ${step}`)}</output><parameters><parameter><name displayName="Locator">location</name><value>//android.widget.Button[@resource-id="shop:id/button_${index}"]</value></parameter><parameter><name displayName="Timeout">timeout</name><value>${10 + index}</value></parameter></parameters></action>`;
}

function status(fails: boolean, description: string): string {
  return fails
    ? `<status><success>false</success><code>Failed</code><description>${description}</description></status>`
    : '<status><success>true</success><code>Success</code><description>Success</description></status>';
}

function times(fromSecond: number, toSecond: number): string {
  const [start, end] = [fromSecond, toSecond].map((second) => startedAtMs + second * 1000);
  return `<times><flowTimes><start><millis>${start}</millis></start><end><millis>${end}</millis></end></flowTimes></times>`;
}
