// Asks a real Prometheus every query of every panel and alert. node answers.js URL
// What rests on the collector's own receivers cannot be answered here and is named.
import { readFileSync, readdirSync } from "node:fs";
import { parse as yaml } from "yaml";
import { collected } from "./collected.js";

const root = new URL("../", import.meta.url);
const read = (name) => readFileSync(new URL(name, root), "utf8");
const base = process.argv[2];
const plain = (query) => query.replaceAll("$__rate_interval", "1m");

/** What an alert looks at, without the threshold: there is data to judge. */
const judged = (expr) => expr.split(/\s(?:>|<|==)\s/)[0];

const questions = [];
for (const file of readdirSync(new URL("grafana/dashboards/", root)))
  for (const panel of JSON.parse(read(`grafana/dashboards/${file}`)).panels)
    for (const target of panel.targets.filter((each) => each.datasource.uid === "prometheus"))
      questions.push([`${file}, "${panel.title}"`, plain(target.expr)]);
for (const rule of yaml(read("prometheus/rules.yml")).groups.flatMap((group) => group.rules))
  questions.push([rule.alert ?? rule.record, rule.alert ? judged(plain(rule.expr)) : plain(rule.expr)]);

const rests = ([, query]) => collected.some((name) => query.includes(name));
/** Nothing has failed in this run, so there is nothing to count: the metric itself must be there. */
const failures = /\{[^}]*(error_type!=""|linnet_outcome="(failed|empty)"|linnet_outcome="unavailable")[^}]*\}/;

async function ask(query) {
  const reply = await fetch(`${base}/api/v1/query`, { method: "POST", body: new URLSearchParams({ query }) });
  const { status, error, data } = await reply.json();
  if (status !== "success") throw new Error(`${query}: ${error}`);
  return data.result.length > 0;
}

async function unanswered() {
  const left = [];
  for (const [where, query] of questions.filter((each) => !rests(each))) {
    const asked = query.replace(new RegExp(failures, "g"), "");
    if (!(await ask(asked))) left.push(`${where}: ${asked}`);
  }
  return left;
}

const end = Date.now() + 120_000;
let left = await unanswered();
while (left.length > 0 && Date.now() < end) {
  await new Promise((done) => setTimeout(done, 2_000));
  left = await unanswered();
}
if (left.length > 0) {
  console.error(`Nothing is answered to:\n${left.join("\n")}`);
  process.exit(1);
}
const elsewhere = questions.filter(rests).length;
console.log(`${questions.length - elsewhere} queries return data; ${elsewhere} rest on the collector's receivers and were only parsed`);
