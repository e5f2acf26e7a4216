# A Chromium for the tests that compare texts with what a browser shows, for .ci/run. `find_chromium`
# exports CHROMIUM_PATH, or says why it cannot.

find_chromium() {
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    echo 'The tests use the Chromium that CHROMIUM_PATH names.'
    return
  fi
  if [ -z "$(chromium_program)" ] && [ "$(id -u)" -ne 0 ]; then
    echo 'No Chromium: this is not root, and CHROMIUM_PATH is not set. Its tests will be skipped.'
    return
  fi
  if [ -z "$(chromium_program)" ] && ! install_chromium; then
    echo 'No Chromium: its Debian package cannot be installed. Its tests will be skipped.'
    return
  fi
  CHROMIUM_PATH=$(chromium_program)
  export CHROMIUM_PATH
  echo "The tests use $("$CHROMIUM_PATH" --version 2>/dev/null)."
}

chromium_program() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

install_chromium() {
  command -v apt-get >/dev/null || return 1
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install chromium >/dev/null
}
