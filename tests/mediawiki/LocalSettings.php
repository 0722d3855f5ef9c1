<?php
/*
 * Settings of a throwaway MediaWiki 1.39 for tests, selected by the environment variable
 * MW_CONFIG_FILE. What differs between wikis comes from TESTWIKI_* variables.
 */
if ( !defined( 'MEDIAWIKI' ) ) {
	exit( 1 );
}
$testwikiDir = getenv( 'TESTWIKI_DIR' );          // SQLite files, logs
$testwikiPort = (int)getenv( 'TESTWIKI_PORT' );   // on 127.0.0.1

$wgSitename = 'TestWiki';
$wgMetaNamespace = 'Project';
$wgLanguageCode = 'en';
$wgServer = "http://127.0.0.1:$testwikiPort";
$wgCanonicalServer = $wgServer;
$wgScriptPath = '/w';
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;
$wgResourceBasePath = $wgScriptPath;
$wgLocaltimezone = 'UTC';

# Databases. Separate files mean less waiting for SQLite's write lock.
$wgDBtype = 'sqlite';
$wgDBserver = '';
$wgDBname = 'testwiki';
$wgDBuser = '';
$wgDBpassword = '';
$wgSQLiteDataDir = $testwikiDir;
# The data are thrown away: no fsync. IMMEDIATE takes the write lock at BEGIN, so that a second
# writer waits instead of failing with SQLITE_BUSY when it upgrades a read lock.
$testwikiSqlite = [
	'type' => 'sqlite', 'tablePrefix' => '', 'dbDirectory' => $testwikiDir,
	'variables' => [ 'synchronous' => 'OFF' ], 'trxMode' => 'IMMEDIATE', 'flags' => 0,
];
$wgDBservers = [
	[
		'host' => '', 'user' => '', 'password' => '', 'dbname' => $wgDBname, 'load' => 1,
		'flags' => DBO_DEFAULT,
	] + $testwikiSqlite
];
$wgObjectCaches[CACHE_DB] = [
	'class' => SqlBagOStuff::class, 'loggroup' => 'SQLBagOStuff',
	'server' => [ 'dbname' => 'wikicache' ] + $testwikiSqlite,
];
$wgObjectCaches['db-replicated'] = [
	'factory' => 'Wikimedia\ObjectFactory\ObjectFactory::getObjectFromSpec',
	'args' => [ [ 'factory' => 'ObjectCache::getInstance', 'args' => [ CACHE_DB ] ] ],
];
$wgJobTypeConf['default'] = [
	'class' => 'JobQueueDB', 'claimTTL' => 3600,
	'server' => [ 'dbname' => 'testwiki_jobqueue' ] + $testwikiSqlite,
];

# Caches. APCu is one memory for all workers of one server. After the content is restored it holds
# lies (the text of revision 7), under global keys which $wgCachePrefix does not reach: so it is
# emptied whenever the file `epoch` says something new. Maintenance scripts run without APCu and
# cannot correct the server's.
$testwikiEpoch = @file_get_contents( "$testwikiDir/epoch" ) ?: '0';
if ( PHP_SAPI !== 'cli' && apcu_fetch( 'testwiki-epoch' ) !== $testwikiEpoch ) {
	apcu_clear_cache();
	apcu_store( 'testwiki-epoch', $testwikiEpoch );
}
$wgMainCacheType = CACHE_ACCEL;
$wgMessageCacheType = CACHE_ACCEL;
$wgParserCacheType = CACHE_NONE;
# Sessions have their own file and key space, so that restoring the content logs nobody out.
$wgObjectCaches['testwiki-sessions'] = [
	'class' => SqlBagOStuff::class, 'keyspace' => 'testwiki-sessions',
	'server' => [ 'dbname' => 'wikicache' ] + $testwikiSqlite,
];
$wgSessionCacheType = 'testwiki-sessions';
$wgCacheDirectory = getenv( 'TESTWIKI_CACHE' );
$wgLocalisationCacheConf['store'] = 'array';      // PHP files, kept by opcache
$wgResourceLoaderUseObjectCacheForDeps = true;
$wgSecretKey = str_repeat( 'c0ffee42', 8 );
$wgAuthenticationTokenVersion = '1';
$wgUpgradeKey = false;
$wgPhpCli = PHP_BINARY;

# Nothing leaves this machine.
$wgEnableEmail = false;
$wgEnableUploads = false;
$wgUseInstantCommons = false;
$wgPingback = false;
$wgAllowCopyUploads = false;

# Jobs run when a test asks for it, and never by chance.
$wgJobRunRate = 0;
$wgRunJobsAsync = false;

# No limits on tests; cheap password hashes.
$wgRateLimits = [];
$wgPasswordAttemptThrottle = [];
$wgAccountCreationThrottle = 0;
$wgPasswordPolicy['policies'] = [ 'default' => [] ];
$wgPasswordDefault = 'A';
$wgEnableBotPasswords = true;

# Rights: a bot as on Wikimedia wikis; an administrator who is an oversighter too.
$wgGroupPermissions['bot']['apihighlimits'] = true;
$wgGroupPermissions['bot']['noratelimit'] = true;
foreach ( [
	'deleterevision', 'deletelogentry', 'suppressrevision', 'suppressionlog', 'viewsuppressed',
	'hideuser', 'import', 'importupload', 'editcontentmodel'
] as $testwikiRight ) {
	$wgGroupPermissions['sysop'][$testwikiRight] = true;
}
$wgImportSources = [];

# Content.
$wgMaxArticleSize = 2048;                         // KiB, as on Wikimedia wikis
$wgAllowUserJs = true;
$wgAllowUserCss = true;
$wgUseRCPatrol = true;
$wgRCMaxAge = 20 * 365 * 86400;                   // imported old edits stay in recent changes
$wgDiff3 = '/usr/bin/diff3';

# Recent changes as they happen: one JSON datagram for each, to the port that the file `feed-port`
# names.
$testwikiFeedPort = (int)@file_get_contents( "$testwikiDir/feed-port" );
if ( $testwikiFeedPort ) {
	$wgRCFeeds['relay'] = [
		'uri' => "udp://127.0.0.1:$testwikiFeedPort",
		'formatter' => 'JSONRCFeedFormatter',
		'add_interwiki_prefix' => false,
		'omit_bots' => false,
	];
}

# Debugging.
$wgShowExceptionDetails = true;
$wgShowHostnames = true;
$wgDBerrorLog = "$testwikiDir/dberror.log";
foreach ( [ 'exception', 'error', 'fatal' ] as $testwikiLog ) {
	$wgDebugLogGroups[$testwikiLog] = "$testwikiDir/$testwikiLog.log";
}

# Skin and extensions, all from the same package.
$wgDefaultSkin = 'vector';
wfLoadSkin( 'Vector' );
wfLoadExtensions( [ 'AbuseFilter', 'Cite', 'ParserFunctions', 'SpamBlacklist' ] );
# Only the wiki's own page MediaWiki:Spam-blacklist counts; the default list is on the network.
$wgBlacklistSettings = [ 'spam' => [ 'files' => [] ] ];

# What a test wants otherwise.
if ( is_readable( "$testwikiDir/Overrides.php" ) ) {
	require "$testwikiDir/Overrides.php";
}
