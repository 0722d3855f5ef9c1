<?php
/*
 * Maintenance script: makes accounts, all in one process. Reads JSON from standard input:
 *   [ { "name": "...", "password"?: "...", "groups"?: [ ... ],
 *       "bot"?: { "appid": "...", "password": "...", "grants": [ ... ] } }, ... ]
 * An account that exists gets the password, groups and bot password it is given.
 */
require_once getenv( 'TESTWIKI_ROOT' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;

class SeedUsers extends Maintenance {
	public function execute() {
		foreach ( json_decode( file_get_contents( 'php://stdin' ), true ) as $spec ) {
			$this->seed( $spec );
		}
	}

	private function seed( array $spec ) {
		$services = MediaWikiServices::getInstance();
		$user = $services->getUserFactory()->newFromName(
			$spec['name'], $services->getUserNameUtils()::RIGOR_CREATABLE
		);
		if ( !$user ) {
			$this->fatalError( "bad user name: {$spec['name']}" );
		}
		if ( !$user->getId() ) {
			$this->mustBeGood( $user->addToDatabase() );
			SiteStatsUpdate::factory( [ 'users' => 1 ] )->doUpdate();
		}
		if ( isset( $spec['password'] ) ) {
			$this->mustBeGood( $user->changeAuthenticationData( [
				'username' => $user->getName(),
				'password' => $spec['password'],
				'retype' => $spec['password'],
			] ) );
		}
		foreach ( $spec['groups'] ?? [] as $group ) {
			$services->getUserGroupManager()->addUserToGroup( $user, $group );
		}
		if ( isset( $spec['bot'] ) ) {
			$bot = BotPassword::newUnsaved( [
				'user' => $user,
				'appId' => $spec['bot']['appid'],
				'grants' => $spec['bot']['grants'],
			] );
			$this->mustBeGood( $bot->save(
				'insert', $services->getPasswordFactory()->newFromPlaintext( $spec['bot']['password'] )
			) );
		}
	}

	private function mustBeGood( Status $status ) {
		if ( !$status->isGood() ) {
			$this->fatalError( $status->getMessage( false, false, 'en' )->text() );
		}
	}
}

$maintClass = SeedUsers::class;
require_once RUN_MAINTENANCE_IF_MAIN;
