// Holds dashboards, rules and data sources against each other and against what Linnet really emits.
// node check.js METRICS: a file with the metrics' names, as OpenTelemetry has them, one a line.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { parser as promql } from "@prometheus-io/lezer-promql";
import { parser as logql } from "@grafana/lezer-logql";
import { parser as traceql } from "@grafana/lezer-traceql";
import { parse as yaml } from "yaml";
import { collected, exported } from "./collected.js";

const root = new URL("../", import.meta.url);
const read = (name) => readFileSync(new URL(name, root), "utf8");
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

const known = new Set([...collected, ...exported, "ALERTS"]);
for (const name of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const base = name.replaceAll(".", "_");
  for (const unit of ["", "_seconds"])
    for (const end of ["", "_total", "_count", "_bucket", "_sum"]) known.add(base + unit + end);
}

function broken(parser, query, top) {
  let error = null;
  parser.configure(top ? { top } : {}).parse(query).iterate({
    enter: (node) => { if (node.type.isError && error === null) error = node.from; },
  });
  return error;
}

function metricsOf(query) {
  const names = [];
  promql.parse(query).iterate({
    enter: (node) => {
      if (node.name === "VectorSelector") {
        const first = node.node.firstChild;
        if (first?.name === "Identifier") names.push(query.slice(first.from, first.to));
      }
    },
  });
  return names;
}

const variables = (query) => query.replaceAll("$__rate_interval", "5m").replaceAll("$__range", "1h");

function checkPromql(where, query, least = 1) {
  const plain = variables(query);
  const at = broken(promql, plain);
  if (at !== null) return fault(where, `no PromQL at ${at}: ${query}`);
  const names = metricsOf(plain);
  if (names.length < least) fault(where, `names no metric: ${query}`);
  names.filter((name) => !known.has(name)).forEach((name) => fault(where, `nobody emits ${name}`));
}

const sources = yaml(read("grafana/provisioning/datasources/datasources.yaml")).datasources;
const uids = new Set(sources.map((source) => source.uid));
const queries = {
  prometheus: (where, target) => checkPromql(where, target.expr),
  loki: (where, target) => {
    const at = broken(logql, target.expr);
    if (at !== null) fault(where, `no LogQL at ${at}: ${target.expr}`);
  },
  tempo: (where, target) => {
    const at = broken(traceql, target.query);
    if (at !== null) fault(where, `no TraceQL at ${at}: ${target.query}`);
  },
  cloudwatch: (where, target) => {
    if (!["AWS/Lambda", "Linnet"].includes(target.namespace)) fault(where, "an unknown namespace");
    if (target.namespace === "Linnet" && !known.has(target.metricName.replaceAll(".", "_")))
      fault(where, `nobody emits ${target.metricName}`);
  },
};

const rules = ["rules", "hosts"].flatMap((file) => yaml(read(`prometheus/${file}.yml`)).groups.flatMap((group) => group.rules));
rules.filter((rule) => rule.record).forEach((rule) => known.add(rule.record));

const seen = new Set();
let panels = 0;
for (const file of readdirSync(new URL("grafana/dashboards/", root))) {
  const board = JSON.parse(read(`grafana/dashboards/${file}`));
  if (seen.has(board.uid)) fault(file, `uid ${board.uid} is taken`);
  seen.add(board.uid);
  if (!board.description) fault(file, "no description");
  for (const panel of board.panels) {
    panels++;
    const where = `${file}, "${panel.title}"`;
    if (!panel.description) fault(where, "no description");
    if (!panel.fieldConfig?.defaults?.unit) fault(where, "no unit");
    if (!panel.targets?.length) fault(where, "no query");
    for (const target of panel.targets ?? []) {
      if (!uids.has(target.datasource.uid)) fault(where, `no data source ${target.datasource.uid}`);
      else queries[target.datasource.uid](where, target);
    }
  }
}

for (const rule of rules) {
  const where = rule.alert ?? rule.record;
  checkPromql(where, rule.expr);
  if (!rule.alert) continue;
  if (!rule.annotations?.summary || !rule.labels?.severity) fault(where, "no summary or severity");
  const runbook = rule.annotations?.runbook_url;
  if (!runbook || !existsSync(new URL(`../${runbook}`, root))) fault(where, `no runbook ${runbook}`);
}

const collector = yaml(read("collector.yaml"));
const parts = { receivers: "receivers", processors: "processors", exporters: "exporters" };
for (const [name, pipeline] of Object.entries(collector.service.pipelines))
  for (const [kind, of] of Object.entries(parts))
    for (const part of pipeline[kind])
      if (!(part in collector[of])) fault("collector.yaml", `${name} uses ${part}, which is not there`);
for (const old of ["filelog", "otlphttp", "httpcheck"])
  if (JSON.stringify(Object.keys({ ...collector.receivers, ...collector.exporters })).includes(`"${old}`))
    fault("collector.yaml", `${old} is an old name`);
const tempo = yaml(read("tempo.yaml"));
for (const gone of ["ingester", "compactor", "ingester_client", "metrics_generator_client"])
  if (gone in tempo) fault("tempo.yaml", `Tempo 3 knows no ${gone}`);
const loki = yaml(read("loki.yaml"));
if (loki.schema_config.configs.at(-1).schema !== "v13") fault("loki.yaml", "OTLP wants schema v13");

const services = yaml(read("compose.yaml"), { merge: true }).services;
for (const source of sources.filter((each) => each.url)) {
  const { hostname, port } = new URL(source.url);
  if (!(hostname in services)) fault("datasources.yaml", `compose.yaml has no service ${hostname}`);
  const listens = { prometheus: "9090", tempo: String(tempo.server.http_listen_port), loki: String(loki.server.http_listen_port) };
  if (listens[hostname] !== port) fault("datasources.yaml", `${hostname} does not listen on ${port}`);
}

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`${panels} panels and ${rules.length} rules: every query parses and names metrics that are emitted`);
