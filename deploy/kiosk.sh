#!/bin/sh
# Opens the kiosk full screen: waits for the application, then runs Chromium with no way out.
# KIOSK_URL names another address, CHROMIUM another browser.
set -eu

url=${KIOSK_URL:-http://127.0.0.1:7860/kiosk}
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}

# Each start has a profile of its own, so that nothing of a season's visits stays on the disk.
profile=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/nisso-kiosk.XXXXXX")
trap 'rm -rf "$profile"' EXIT INT TERM

origin=${url%/kiosk*}
until python3 -c "import urllib.request as u; u.urlopen('$origin/healthz', timeout=5)" 2>/dev/null; do
  sleep 1
done

# a screen that sleeps looks broken; without X these two are not there
command -v xset >/dev/null 2>&1 && xset s off -dpms s noblank || true

# --disable-pinch, --overscroll-history-navigation: no zoom, no swipe to an earlier page.
# --incognito, --disk-cache-size: nothing is kept. --lang only names the browser's own menus.
# --enable-speech-dispatcher: reading aloud with the voices of this computer (espeak-ng, RHVoice).
"$browser" \
  --kiosk "$url" \
  --user-data-dir="$profile" \
  --incognito \
  --no-first-run --no-default-browser-check --noerrdialogs --disable-infobars \
  --disable-features=Translate,OverscrollHistoryNavigation \
  --disable-pinch --overscroll-history-navigation=0 \
  --disable-background-networking --disable-component-update --disable-quic --disable-sync \
  --disable-domain-reliability --disable-default-apps --disable-extensions \
  --disable-print-preview \
  --password-store=basic --disk-cache-size=1 \
  --enable-speech-dispatcher \
  --autoplay-policy=no-user-gesture-required \
  --touch-events=enabled
