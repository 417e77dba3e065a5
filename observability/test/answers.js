// Asks a real Prometheus every query of every panel and alert. node answers.js URL
// What rests on the collector's own receivers cannot be answered here and is named.
import { readFileSync, readdirSync } from "node:fs";
import { parse as yaml } from "yaml";
import { collected } from "./collected.js";

const root = new URL("../", import.meta.url);
const read = (name) => readFileSync(new URL(name, root), "utf8");
const base = process.argv[2];
const plain = (query) => query.replaceAll("$__rate_interval", "1m");

/** What an alert looks at, without thresholds: there is data to judge. */
const judged = (expr) =>
  expr.split(/\s(?:or|and)\s/).flatMap((part) => part.split(/\s(?:>|<|==)\s/)).filter((side) => /[a-z]/.test(side));

const questions = [];
const others = {};
for (const file of readdirSync(new URL("grafana/dashboards/", root)))
  for (const panel of JSON.parse(read(`grafana/dashboards/${file}`)).panels)
    for (const { datasource, expr } of panel.targets)
      if (datasource.uid === "prometheus") questions.push([`${file}, "${panel.title}"`, plain(expr)]);
      else others[datasource.uid] = (others[datasource.uid] ?? 0) + 1;
for (const rule of yaml(read("prometheus/rules.yml")).groups.flatMap((group) => group.rules))
  for (const query of rule.alert ? judged(plain(rule.expr)) : [plain(rule.expr)])
    questions.push([rule.alert ?? rule.record, query]);

const rests = ([, query]) => collected.some((name) => query.includes(name));

async function ask(query) {
  const reply = await fetch(`${base}/api/v1/query`, { method: "POST", body: new URLSearchParams({ query }) });
  const { status, error, data } = await reply.json();
  if (status !== "success") throw new Error(`${query}: ${error}`);
  return data.result.length > 0;
}

async function unanswered() {
  const left = [];
  for (const [where, query] of questions.filter((each) => !rests(each)))
    if (!(await ask(query))) left.push(`${where}: ${query}`);
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
const elsewhere = questions.filter(rests);
console.log(`${questions.length - elsewhere.length} queries return data; ${elsewhere.length} rest on the collector's receivers and were only parsed:`);
for (const [where] of elsewhere) console.log(`  ${where}`);
console.log(`No Prometheus answers, and only parsed: ${JSON.stringify(others)}`);
