'use strict';

/* Two small charts, drawn as SVG from the points of the report. */
const Charts = (() => {
  const WIDTH = 480, HEIGHT = 144, LEFT = 44, BOTTOM = 20, TOP = 14;

  function node(name, attributes, text) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function frame(title, top, until, hours) {
    const svg = node('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title});
    const base = HEIGHT - BOTTOM;
    svg.append(node('line', {x1: LEFT, x2: WIDTH, y1: base, y2: base, class: 'axis'}),
      node('line', {x1: LEFT, x2: WIDTH, y1: TOP, y2: TOP, class: 'axis'}),
      node('text', {x: LEFT - 6, y: TOP + 4, 'text-anchor': 'end'}, top),
      node('text', {x: LEFT - 6, y: base + 4, 'text-anchor': 'end'}, '0'));
    for (const part of [0, 0.5, 1]) {
      const at = new Date(until - (1 - part) * hours * 3600e3);
      const anchor = part === 0 ? 'start' : part === 1 ? 'end' : 'middle';
      svg.append(node('text', {x: LEFT + part * (WIDTH - LEFT), y: HEIGHT - 5, 'text-anchor': anchor},
        at.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'})));
    }
    return svg;
  }

  function scale(report) {
    const until = Date.parse(report.at), span = report.chart_hours * 3600e3;
    const x = at => LEFT + Math.max(0, Math.min(1, 1 - (until - Date.parse(at)) / span)) * (WIDTH - LEFT - 4);
    const y = (value, top) => HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
    return {until, x, y};
  }

  function throughput(report) {
    const {until, x, y} = scale(report);
    const top = Math.max(1, ...report.series.map(p => p.done + p.failed));
    const total = report.series.reduce((sum, p) => [sum[0] + p.done, sum[1] + p.failed], [0, 0]);
    const svg = frame(`${total[0]} runs done and ${total[1]} failed`, String(top), until, report.chart_hours);
    for (const point of report.series) {
      const bar = (from, to, kind) => to > from && svg.append(node('rect',
        {x: x(point.at), width: 4, y: y(to, top), height: y(from, top) - y(to, top), class: `fill-${kind}`}));
      bar(0, point.done, 'done');
      bar(point.done, point.done + point.failed, 'failed');
    }
    return svg;
  }

  function duration(report) {
    const {until, x, y} = scale(report);
    const top = Math.max(1, ...report.series.map(p => p.longest));
    const label = top < 1000 ? `${top} ms` : `${(top / 1000).toFixed(1)} s`;
    const svg = frame(`Durations up to ${label}`, label, until, report.chart_hours);
    for (const kind of ['longest', 'median']) {
      const points = report.series.map(p => [x(p.at), y(p[kind], top)]);
      svg.append(node('polyline', {points: points.join(' '), class: `line-${kind}`}));
      for (const [cx, cy] of points) svg.append(node('circle', {cx, cy, r: 2.5, class: `line-${kind}`}));
    }
    return svg;
  }

  return {throughput, duration};
})();
