<?php
/*
 * Router of PHP's built-in server: /wiki/Title and /w/NAME.php go to MediaWiki, files of skins,
 * extensions and resources are sent with their MIME types, the rest does not exist.
 */
if ( PHP_SAPI !== 'cli-server' ) {
	exit( 1 );
}
$testwikiRoot = getenv( 'TESTWIKI_ROOT' );
$testwikiPath = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( !is_string( $testwikiPath ) ) {
	$testwikiPath = strtok( $_SERVER['REQUEST_URI'], '?' );
}
if ( preg_match( '#^/w/(api|index|load|rest)\.php(/.*)?$#', $testwikiPath, $testwikiMatch ) ) {
	$testwikiEntry = $testwikiMatch[1];
} elseif ( preg_match( '#^/(wiki(/.*)?)?$#s', $testwikiPath ) ) {
	$testwikiEntry = 'index';
} elseif ( preg_match( '#^/w/((?:resources|skins|extensions)/[^\0]+)$#', $testwikiPath, $testwikiMatch ) ) {
	$testwikiFile = realpath( "$testwikiRoot/" . rawurldecode( $testwikiMatch[1] ) );
	// Debian keeps the extensions beside the root, behind a symbolic link.
	$testwikiInside = dirname( realpath( $testwikiRoot ) ) . '/';
	if ( $testwikiFile === false || strpos( $testwikiFile, $testwikiInside ) !== 0
		|| !is_file( $testwikiFile ) || substr( $testwikiFile, -4 ) === '.php'
	) {
		http_response_code( 404 );
		return true;
	}
	$testwikiTypes = [
		'css' => 'text/css', 'js' => 'text/javascript', 'json' => 'application/json',
		'svg' => 'image/svg+xml', 'png' => 'image/png', 'gif' => 'image/gif', 'jpg' => 'image/jpeg',
		'ico' => 'image/x-icon', 'woff' => 'font/woff', 'woff2' => 'font/woff2',
	];
	$testwikiSuffix = pathinfo( $testwikiFile, PATHINFO_EXTENSION );
	header( 'Content-Type: ' . ( $testwikiTypes[$testwikiSuffix] ?? 'text/plain' ) );
	header( 'Content-Length: ' . filesize( $testwikiFile ) );
	readfile( $testwikiFile );
	return true;
} else {
	http_response_code( 404 );
	return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/w/$testwikiEntry.php";
$_SERVER['SCRIPT_FILENAME'] = "$testwikiRoot/$testwikiEntry.php";
if ( $testwikiEntry !== 'index' && ( $testwikiMatch[2] ?? '' ) !== '' ) {
	$_SERVER['PATH_INFO'] = $testwikiMatch[2];
}
chdir( $testwikiRoot );
require "$testwikiRoot/$testwikiEntry.php";
