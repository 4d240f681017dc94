// What Chromium is started without, so that a test takes no longer than what it tests.

/**
 * Since 151 Chromium loads the page of its address bar's popup for each new window, headless ones, too. That takes a
 * third of the processor's time of a short test.
 */
const POPUPS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * What Playwright turns off. Chromium obeys only the last `--disable-features`, so ours must have these as well. A
 * test compares the list with Playwright's.
 */
const PLAYWRIGHTS = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** The switch that turns them off. */
export const withoutFeatures = `--disable-features=${[...PLAYWRIGHTS, ...POPUPS].join(',')}`;
