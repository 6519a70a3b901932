import { describe, expect, it } from '@jest/globals';
import { send, services, startScript, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

async function runScript(content: string, ms = 60_000, abortAt?: number) {
  const { lab, clock } = await openLab();
  const query = { operation: 'upload', securityToken: lab.tokens.automation };
  await send(lab, '/services/repositories/scripts/PRIVATE:mine.xml', { method: 'PUT', query, body: content });
  const { executionId, reportKey } = await startScript(lab, 'PRIVATE:mine.xml', {
    'param.DUT': 'F52F82C4DEMO01',
  });
  if (abortAt !== undefined) {
    await clock.advance(abortAt);
    await services(lab, `executions/${executionId}`, 'abort');
  }
  await clock.advance(ms);
  return { lab, clock, status: await statusOf(lab, executionId), reportKey, executionId };
}

describe('a script file', () => {
  it.each([
    ['an element that is not closed', '<script><step></script>'],
    ['two roots', '<script/><script/>'],
    ['an unknown entity', '<script name="&nope;"/>'],
    ['a DOCTYPE', '<!DOCTYPE script [<!ENTITY a "b">]><script/>'],
    ['an attribute without quotes', '<script name=login/>'],
    ['an attribute that stands twice', '<script a="1" a="2"/>'],
    ['text after the root', '<script/>tail'],
    ['an open comment', '<script><!-- </script>'],
    ['an end without a start', '</script>'],
    ['nothing but a declaration', '<?xml version="1.0"?>'],
  ])('with %s ends as ParseError at 0.0 percent', async (_what, content) => {
    const { status, lab } = await runScript(content);
    expect(status).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Failed',
      reason: 'ParseError',
      progressPercentage: '0.0',
    });
    expect(lab.state.devices.find('F52F82C4DEMO01')?.session).toBeNull();
  });

  it.each([
    ['plain text', 'open the app and look'],
    ['XML of another kind', '<?xml version="1.0"?><flow><!-- x --><![CDATA[<]]></flow>'],
    ['an empty file', ''],
    ['a script without steps', '\uFEFF<script name="x"/>'],
  ])('that is %s runs as one step', async (_what, content) => {
    const { status, lab, reportKey } = await runScript(content);
    expect(status).toMatchObject({ flowEndCode: 'Success', progressPercentage: '100.0' });
    expect((await services(lab, `reports/${reportKey}`, 'download')).text).toContain('<name>Run mine</name>');
  });

  it('can hold called scripts, parameters and a failure of its own', async () => {
    const { status, lab, reportKey } = await runScript(
      `<script name="outer"><script name="inner"><step name="A &amp; B"><action name="button.click" displayName='Click "OK" &#x263A;'>
       <parameter name="label" value="OK"/></action></step></script>
       <step name="Check"><action name="text.checkpoint" fails="Total is 3, not 4"/></step><step name="Never"><action name="x"/></step></script>`,
    );
    expect(status).toMatchObject({
      flowEndCode: 'Failed',
      completionDescription: 'Total is 3, not 4',
      failedActions: '1',
      failedValidations: '1',
    });
    const report = (await services(lab, `reports/${reportKey}`, 'download')).text;
    expect(report).toContain('<name>A &amp; B</name>');
    expect(report).toContain('☺');
    expect(report).not.toContain('Never');
  });

  it('finishes a function that cannot be stopped before an abort takes effect', async () => {
    const { lab, clock, executionId } = await runScript(
      '<script><step name="s"><action name="install" durationMs="5000" uninterruptible="true"/><action name="b" durationMs="5000"/></step></script>',
      0,
      1500,
    );
    expect(await statusOf(lab, executionId)).toMatchObject({ status: 'Running', flowEndCode: 'UserAborted' });
    await clock.advance(4000);
    expect((await statusOf(lab, executionId)).status).toBe('Terminating');
    await clock.advance(500);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'UserAborted',
      progressPercentage: '50.0',
    });
  });

  it('may be very deep or very long', async () => {
    const deep = `${'<step name="d">'.repeat(500)}<action name="a" durationMs="1"/>${'</step>'.repeat(500)}`;
    expect((await runScript(`<script>${deep}</script>`)).status.flowEndCode).toBe('Success');
    const long = '<step name="l"><action name="a" durationMs="1"/></step>'.repeat(5000);
    const { lab, reportKey } = await runScript(`<script>${long}</script>`);
    const report = (await services(lab, `reports/${reportKey}`, 'download')).text;
    expect(report.match(/<step>/g)).toHaveLength(5000);
    expect(report.match(/images\/step/g)).toHaveLength(50);
  });
});
