// The official image runs this once, on an empty volume: the functions' user, who owns nothing but Linnet's database.
const fs = require('fs');
const [, user, pwd] = fs
  .readFileSync('/run/secrets/mongo_uri', 'utf8')
  .match(/^mongodb:\/\/([^:@/]+):([^@/]+)@/)
  .map(decodeURIComponent);
const database = process.env.MONGO_DATABASE;
db.getSiblingDB('admin').createUser({
  user,
  pwd,
  roles: [
    {role: 'readWrite', db: database},
    {role: 'dbAdmin', db: database},
  ],
});
