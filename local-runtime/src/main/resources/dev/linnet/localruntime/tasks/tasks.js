'use strict';

const PAUSE = 2000;
const byId = id => document.getElementById(id);
let shown = {};

function element(name, content = '', className = '') {
  const made = document.createElement(name);
  made.append(...(Array.isArray(content) ? content : [content]));
  if (className) made.className = className;
  return made;
}

function time(text) {
  if (!text) return '–';
  const made = element('time', new Date(text).toLocaleString());
  made.dateTime = text;
  return made;
}

function millis(value) {
  if (value === null || value === undefined) return '–';
  return value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`;
}

const megabytes = bytes => `${Math.round(bytes / 1048576)} MB`;

function button(label, about, path) {
  const made = element('button', label);
  made.type = 'button';
  made.dataset.action = path;
  made.setAttribute('aria-label', `${label}: ${about}`);
  made.addEventListener('click', () => act(made, path));
  return made;
}

/* The button is not disabled meanwhile: it would lose the focus of who uses a keyboard. */
async function act(pressed, path) {
  if (pressed.ariaDisabled === 'true') return;
  pressed.ariaDisabled = 'true';
  try {
    const reply = await fetch(path, {method: 'POST', headers: {'X-Linnet-Tasks': '1'}});
    notice(reply.ok ? '' : `That did not work: ${(await reply.json()).title}`);
  } catch (error) {
    notice('Linnet does not answer.');
  }
  pressed.ariaDisabled = 'false';
  await refresh();
}

function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = !text;
}

function table(columns, rows, empty) {
  if (!rows.length) return element('p', empty);
  const head = element('tr', columns.map(c => Object.assign(element('th', c.title, c.kind), {scope: 'col'})));
  const body = rows.map(row => element('tr', columns.map(c => element('td', c.value(row) ?? '–', c.kind))));
  return element('table', [element('thead', head), element('tbody', body)]);
}

/* Replaces a part only where it changed, and gives the focus back to the same button. */
function show(id, data, draw) {
  const text = JSON.stringify(data);
  if (shown[id] === text) return;
  shown[id] = text;
  const focused = byId(id).contains(document.activeElement) ? document.activeElement.dataset.action : null;
  byId(id).replaceChildren(...[].concat(draw()));
  if (focused) [...byId(id).querySelectorAll('button')].find(b => b.dataset.action === focused)?.focus();
}

function schedule(s) {
  const about = encodeURIComponent(s.name);
  const last = s.last_started
    ? ['Last: ', time(s.last_started), ' ', element('span', s.last_state, s.last_state), ` ${millis(s.last_millis)}`]
    : ['Last: never'];
  return element('article', [
    element('h3', s.paused ? [s.name, ' ', element('span', 'paused', 'paused')] : s.name),
    element('p', s.expression, 'soft'),
    element('p', ['Next: ', s.paused ? '–' : time(s.next)]),
    element('p', last),
    s.last_error ? element('p', s.last_error, 'failed') : '',
    button('Run now', s.name, `/tasks/run?schedule=${about}`),
    s.paused ? button('Resume', s.name, `/tasks/resume?schedule=${about}`)
      : button('Pause', s.name, `/tasks/pause?schedule=${about}`)]);
}

const state = r => element('span', r.state, r.state);
const RECENT = [
  {title: 'Work', value: r => r.origin}, {title: 'Function', value: r => r.function},
  {title: 'Cause', value: r => r.cause}, {title: 'State', value: state},
  {title: 'Started', value: r => time(r.started_at)},
  {title: 'Took', kind: 'number', value: r => millis(r.millis)},
  {title: 'Tries', kind: 'number', value: r => String(r.tries)},
  {title: 'Next try', value: r => time(r.next_try)},
  {title: 'Result', kind: 'wide', value: r => r.detail}];
const DEAD = [
  {title: 'Work', value: r => r.origin}, {title: 'Ended', value: r => time(r.ended_at)},
  {title: 'Tries', kind: 'number', value: r => String(r.tries)},
  {title: 'Reason', kind: 'wide', value: r => r.last_error},
  {title: 'Again', value: r => button('Redrive', `${r.origin} ${r.id}`, `/tasks/redrive?id=${encodeURIComponent(r.id)}`)}];
const ENVIRONMENTS = [
  {title: 'Function', value: e => e.function}, {title: 'Mode', value: e => e.mode},
  {title: 'Warm', kind: 'number', value: e => String(e.warm)},
  {title: 'Busy', kind: 'number', value: e => String(e.busy)},
  {title: 'Frozen', kind: 'number', value: e => String(e.frozen)},
  {title: 'Memory', kind: 'number', value: e => `${megabytes(e.memory_bytes)} of ${megabytes(e.memory_limit_bytes)}`}];
const COUNTS = ['waiting', 'running', 'retrying', 'done', 'dead', 'retries'];

function draw(report) {
  show('counts', report.counts, () => COUNTS.map(name =>
    element('div', [element('dt', name), element('dd', String(report.counts[name]))])));
  show('schedules', report.schedules, () => report.schedules.map(schedule));
  show('dead', report.dead_letters, () => table(DEAD, report.dead_letters, 'None.'));
  show('environments', report.environments, () => table(ENVIRONMENTS, report.environments, 'None here.'));
  show('recent', report.recent, () => table(RECENT, report.recent, 'Nothing has run yet.'));
  show('throughput', report.series, () => Charts.throughput(report));
  show('duration', report.series, () => Charts.duration(report));
}

async function refresh() {
  try {
    const reply = await fetch('/monitoring/tasks', {headers: {Accept: 'application/json'}});
    if (reply.status === 401) return location.reload();
    if (!reply.ok) throw new Error((await reply.json()).title);
    draw(await reply.json());
    byId('live').textContent = 'Live';
  } catch (error) {
    byId('live').textContent = `Not live: ${error.message}`;
  }
}

(async function live() {
  await refresh();
  setTimeout(live, PAUSE);
})();
