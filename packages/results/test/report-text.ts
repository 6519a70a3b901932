/** The chunks as a stream, as a download would give them. */
export async function* streamOf(...chunks: (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

export function times(startMs: number, endMs: number): string {
  return `<times><flowTimes><start><millis>${startMs}</millis></start><end><millis>${endMs}</millis></end></flowTimes></times>`;
}

/** `status` is what stands between the status tags. */
export function node(kind: 'step' | 'action' | 'script', name: string, status: string, flow = ''): string {
  const inner = flow === '' ? '' : `<flow>${flow}</flow>`;
  return `<${kind}><info><name>${name}</name></info><output><status>${status}</status></output>${inner}</${kind}>`;
}

export const passed = '<success>true</success><code>Success</code>';

export function failed(description: string, code = 'Failed'): string {
  return `<success>false</success><code>${code}</code><description>${description}</description>`;
}

/** A report of the script `login` with these nodes in its flow. */
export function report(flow: string, status: string = passed): string {
  return `<execution><info><name>login</name><id>bot_login_1</id></info><output><status>${status}</status></output><flow>${flow}</flow></execution>`;
}

/** Every element that is known of the report (element names from client code, values made up). */
export const fullReport = `<?xml version="1.0" encoding="UTF-8"?>
<execution>
  <info>
    <name>login</name>
    <id>ci.bot@example.com_login_24-05-06_10_11_12_345</id>
    ${times(1_714_990_272_345, 1_714_990_331_020)}
    <dataItems>
      <dataItem label="report"><key owner="ci.bot@example.com">PRIVATE:240506/login_1.xml</key></dataItem>
    </dataItems>
  </info>
  <input>
    <handsets>
      <handset>
        <properties>
          <property><name displayName="Id">deviceId</name><value>0123456789ABCDEF</value></property>
          <property><name displayName="Manufacturer">manufacturer</name><value>Google</value></property>
          <property><name displayName="Model">model</name><value>Pixel 8</value></property>
          <property><name displayName="OS">platform</name><value>Android</value></property>
          <property><name displayName="OS Version">osVersion</name><value>14</value></property>
          <property><name displayName="Firmware">firmware</name><value>UP1A</value></property>
        </properties>
        <recordings><recording><dataItems>
          <dataItem label="recordingDownload" format="mp4"><file>https://mycloud.perfectomobile.com/rec-1.mp4</file></dataItem>
        </dataItems></recording></recordings>
      </handset>
    </handsets>
    <variables><variable><name>DUT</name><value>0123456789ABCDEF</value></variable></variables>
  </input>
  <output>
    <status>
      <success>false</success><failedActions>1</failedActions>
      <code>CompletedWithErrors</code><description>Completed with errors</description>
    </status>
    <timers><timer id="auto"><time label="elapsed">58.7</time><time label="ux">1.2</time></timer></timers>
  </output>
  <flow>
    <step>
      <info><name>Open the page</name>${times(1_714_990_281_000, 1_714_990_290_400)}</info>
      <output><status><success>true</success><code>Success</code></status></output>
      <flow>
        <action>
          <info>
            <name displayName="Start monitor">monitor.start</name>
            <dataItems>
              <dataItem type="monitor" format="csv"><attachment>vitals/monitor_1.csv</attachment></dataItem>
              <dataItem label="actual"><value>ok &amp; <![CDATA[<raw>]]></value></dataItem>
            </dataItems>
          </info>
          <output><status><success>true</success><code>Success</code></status></output>
          <parameters>
            <parameter><name displayName="Sources">sources</name><value>Device</value></parameter>
          </parameters>
        </action>
      </flow>
    </step>
  </flow>
</execution>
`;
