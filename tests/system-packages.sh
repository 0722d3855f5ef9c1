#!/bin/sh
# Installs the Debian packages that the tests need, if any is missing.
#
# The test wiki is a real MediaWiki served by PHP's built-in server, so no web server and no
# database server is wanted: micro-httpd and php8.2-cgi only satisfy the dependencies of
# Debian's mediawiki package. chromium and chromium-driver are for the browser tests.
#
# Where nothing can be installed (no root, no apt, no network) the packages are named, the exit
# status is 0, and the tests that need them skip with the same words.
set -eu

packages="mediawiki php8.2-cgi micro-httpd php-cli php-sqlite3 php-curl php-apcu php-intl
php-mbstring php-xml chromium chromium-driver fonts-dejavu-core mariadb-server"

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
if command -v dpkg-query >/dev/null 2>&1; then
    for package in $packages; do
        is_installed "$package" || missing="$missing $package"
    done
else
    missing=" $(echo $packages)"
fi
missing=${missing# }
[ -n "$missing" ] || exit 0

advice() {
    echo "Some tests will be skipped. On Debian 12, as root, install what they need with:" >&2
    echo "    apt-get install -y --no-install-recommends $missing" >&2
}

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    advice
    exit 0
fi

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
own_policy=
clean_up() {
    rm -f "$log"
    [ -z "$own_policy" ] || rm -f "$policy"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# No service may be started by an installation. A policy that is already there is left alone.
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    own_policy=yes
fi

apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@" >>"$log" 2>&1 </dev/null
}

install_missing() {
    # Word splitting of the list is wanted.
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $missing
}

echo "installing $missing" >&2
# The first try saves the update where the lists are fresh; stale or absent lists fail it.
if ! install_missing; then
    if ! { apt update && install_missing; }; then
        tail -n 20 "$log" >&2
        advice
        exit 0
    fi
fi

case " $missing " in
*" micro-httpd "*)
    # Under a running systemd the package enables a socket on port 80, which nobody here wants.
    if [ -d /run/systemd/system ]; then
        systemctl disable --now micro-httpd.socket >/dev/null 2>&1 || true
    fi
    ;;
esac
