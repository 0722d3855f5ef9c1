<?php
// Compares pairs of texts with wikidiff2 and prints, as JSON: its version, the CPU seconds of each
// round (the calls alone), and how many characters that are no white space it shows as added.
// Arguments: a file with one JSON object {"old", "new"} a line, and the number of rounds.

const ADDED_LINE = 1;
const CHANGED_LINE = 3;
const MOVED_HERE = 5;
const ADDED_RANGE = 0;
const CONTEXT_LINES = 2;

function cpu_seconds(): float
{
    $used = getrusage();
    return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']
        + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
}

function visible_length(string $text): int
{
    $visible = preg_replace('/\s+/u', '', $text) ?? $text;
    // Every byte of UTF-8 but a continuation byte begins a character; this needs no extension.
    return strlen($visible) - preg_match_all('/[\x80-\xBF]/', $visible);
}

function added_length(string $json): int
{
    $length = 0;
    foreach (json_decode($json, true)['diff'] ?? [] as $line) {
        if ($line['type'] === ADDED_LINE) {
            $length += visible_length($line['text']);
        } elseif ($line['type'] === CHANGED_LINE || $line['type'] === MOVED_HERE) {
            foreach ($line['highlightRanges'] ?? [] as $range) {
                if ($range['type'] === ADDED_RANGE) {
                    $length += visible_length(substr($line['text'], $range['start'], $range['length']));
                }
            }
        }
    }
    return $length;
}

$pairs = array_map(
    fn ($line) => json_decode($line, true),
    array_filter(explode("\n", file_get_contents($argv[1])))
);
$rounds = [];
for ($round = 0; $round < (int)$argv[2]; $round++) {
    $outputs = [];
    $began = cpu_seconds();
    foreach ($pairs as $pair) {
        $outputs[] = wikidiff2_inline_json_diff($pair['old'], $pair['new'], CONTEXT_LINES);
    }
    $rounds[] = cpu_seconds() - $began;
}
echo json_encode([
    'version' => wikidiff2_version(),
    'seconds' => $rounds,
    'added' => array_map('added_length', $outputs),
]);
