# A PostgreSQL server for the tests, for .ci/run: one cluster in a temporary folder, on a free port of
# 127.0.0.1, gone with the run. `start_postgres` exports TEST_POSTGRES_URL, or says why it cannot.

postgres_folder=''

start_postgres() {
  if [ -n "${TEST_POSTGRES_URL:-}" ]; then
    echo 'The tests use the PostgreSQL server that TEST_POSTGRES_URL names.'
    return
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo 'No PostgreSQL: this is not root, and TEST_POSTGRES_URL is not set. Its tests will be skipped.'
    return
  fi
  if [ -z "$(postgres_programs)" ] && ! install_postgres; then
    echo 'No PostgreSQL: its Debian packages cannot be installed. Its tests will be skipped.'
    return
  fi
  if ! run_cluster; then
    echo 'No PostgreSQL: a cluster cannot be started. Its tests will be skipped.'
    stop_postgres
  fi
}

# The newest that is installed.
postgres_programs() {
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

install_postgres() {
  command -v apt-get >/dev/null || return 1
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install postgresql >/dev/null
}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }

# The server refuses to run as root.
run_cluster() {
  local programs port password
  programs=$(postgres_programs)
  postgres_folder=$(mktemp -d)
  chown postgres "$postgres_folder" || return 1
  port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  password=$(node -p 'require("node:crypto").randomBytes(18).toString("hex")')
  as_postgres "$programs/initdb" --pgdata="$postgres_folder/data" --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=scram-sha-256 >"$postgres_folder/initdb.log" || return 1
  # Nothing here need survive a power cut.
  as_postgres "$programs/pg_ctl" --pgdata="$postgres_folder/data" --log="$postgres_folder/log" --wait start \
    --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c fsync=off" \
    >/dev/null || return 1
  as_postgres "$programs/psql" --quiet --host="$postgres_folder" --port="$port" --set=ON_ERROR_STOP=1 \
    --command="create role ledger login password '$password'" \
    --command='create database ledger owner ledger' postgres || return 1
  export TEST_POSTGRES_URL="postgres://ledger:$password@127.0.0.1:$port/ledger"
  echo "The tests use a PostgreSQL server of their own: $("$programs/postgres" --version)."
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  if [ -d "$postgres_folder/data" ]; then
    as_postgres "$(postgres_programs)/pg_ctl" --pgdata="$postgres_folder/data" --mode=immediate stop >/dev/null
  fi
  rm -rf "$postgres_folder"
  postgres_folder=''
}
