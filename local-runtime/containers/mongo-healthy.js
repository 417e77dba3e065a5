// The health check: a replica set of one that takes writes. The first time, it is made.
db.getSiblingDB('admin').auth('root', require('fs').readFileSync('/run/secrets/mongo_root_password', 'utf8').trim());
try {
  rs.status();
} catch (notYet) {
  rs.initiate({_id: 'linnet', members: [{_id: 0, host: 'mongo:27017'}]});
}
quit(db.hello().isWritablePrimary ? 0 : 1);
