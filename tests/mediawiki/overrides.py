"""Lines of settings that make a test wiki misbehave, for `MediaWiki.override`."""

from __future__ import annotations

from datetime import UTC, datetime

READ_ONLY = "$wgReadOnly = 'The wiki is read-only for a test.';"
EDITS_ANSWER_503 = (
    "if ( ( $_REQUEST['action'] ?? '' ) === 'edit' ) { http_response_code( 503 ); exit; }"
)
# Anonymous edits come from the address in X-Forwarded-For.
TRUST_FORWARDED_FOR = "$wgCdnServersNoPurge = [ '127.0.0.1' ]; $wgUsePrivateIPs = true;"


def edit_rate(edits: int, seconds: int) -> str:
    """Registered users without `noratelimit` may save so many edits in so many seconds."""
    return f"$wgRateLimits = [ 'edit' => [ 'user' => [ {edits}, {seconds} ] ] ];"


def database_lag(seconds: float) -> str:
    """Requests that send a smaller `maxlag` are refused."""
    lag = f"[ 'host' => 'db1', 'lag' => {seconds}, 'type' => 'db' ]"
    return f"$wgHooks['ApiMaxLagInfo'][] = static function ( &$l ) {{ $l = {lag}; }};"


def delay(seconds: float) -> str:
    """Every answer comes so much later."""
    return f"usleep( {round(seconds * 1_000_000)} );"


def clock(now: datetime) -> str:
    """The wiki believes that it is `now`, and dates its edits so."""
    stamp = now.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return rf"\Wikimedia\Timestamp\ConvertibleTimestamp::setFakeTime( '{stamp}' );"
