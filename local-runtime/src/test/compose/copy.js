// What mongodump and mongorestore do, as far as the tests need it: every collection, a line for each document.
const fs = require('fs');
const {WHAT: what, NAME: name} = process.env;
const file = `/backups/mongo-${name}.ejson`;
const links = connect(fs.readFileSync('/run/secrets/mongo_uri', 'utf8')).getSiblingDB(process.env.MONGO_DATABASE);

if (what === 'backup') {
  const lines = links.getCollectionNames().flatMap(collection =>
    links[collection].find().toArray().map(document => EJSON.stringify({collection, document}, {relaxed: false})));
  fs.writeFileSync(file, lines.join('\n'));
} else {
  links.getCollectionNames().forEach(collection => links[collection].deleteMany({}));
  const kept = {};
  fs.readFileSync(file, 'utf8').split('\n').filter(line => line).forEach(line => {
    const {collection, document} = EJSON.parse(line, {relaxed: false});
    (kept[collection] ??= []).push(document);
  });
  Object.entries(kept).forEach(([collection, documents]) => links[collection].insertMany(documents));
}
print(`${what} of ${name} done`);
