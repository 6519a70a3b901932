import { noFilter, parseRoute, routeAddress, type Route } from '../model/route.ts';
import { element, fill } from './element.ts';
import { helpDialog } from './help-dialog.ts';
import { ExecutionView } from './execution/execution-view.ts';
import { listenToKeys } from './keyboard.ts';
import { OverviewView } from './overview/overview-view.ts';
import { readExecution, readOverview } from './page-blocks.ts';
import { PrintView } from './print-view.ts';
import { topBar } from './top-bar.ts';
import type { Go, View } from './view.ts';

const overview = readOverview();
const stage = element('main', { id: 'stage', tabindex: -1 });
const help = helpDialog();
const print = new PrintView(overview);
let view: View | undefined;
/** Where the reader was, to come back to. */
const left = { filter: noFilter, executionId: '' };
/** Counts the routes, so that an execution that is read slowly does not replace what was opened after it. */
let turn = 0;

const go: Go = (route, quietly = false) => {
  const address = routeAddress(route);
  if (quietly) location.replace(address);
  else location.hash = address;
};

async function follow(): Promise<void> {
  turn += 1;
  const mine = turn;
  const route = parseRoute(location.hash);
  if (route.view === 'overview') left.filter = route.filter;
  if (view?.follow(route) === true) return;
  const next = await open(route);
  if (mine !== turn) return;
  view?.close();
  view = next;
  fill(stage, next.root);
  scrollTo(0, 0);
  next.shown();
}

async function open(route: Route): Promise<View> {
  if (route.view === 'execution') {
    const index = overview.executions.findIndex(({ id }) => id === route.id);
    const summary = overview.executions[index];
    if (summary !== undefined) {
      const data = await readExecution(index);
      print.showExecution(summary, data);
      left.executionId = summary.id;
      return new ExecutionView({ overview, summary, data, route, filter: left.filter, go });
    }
  }
  print.showOverview();
  return new OverviewView(overview, left, go);
}

function showHelp(): void {
  help.showModal();
}

document.body.append(topBar(overview, showHelp), stage, help, print.root);
listenToKeys((key) => {
  if (key !== '?') return view?.key(key) ?? false;
  showHelp();
  return true;
});
addEventListener('hashchange', () => void follow());
void follow();
