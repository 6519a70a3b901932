import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const infoPlist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleExecutable</key><string>Demo</string>
  <key>CFBundleIdentifier</key><string>com.example.demo</string>
  <key>CFBundleName</key><string>Demo</string>
  <key>CFBundleShortVersionString</key><string>1.0</string>
  <key>DTPlatformName</key><string>iphonesimulator</string>
</dict>
</plist>
`;

/** Writes a zip as Xcode's simulator builds are packed: an .app folder with its Info.plist. It is not runnable. */
export async function writeSimulatorApp(path: string): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(infoPlist), 'Demo.app/Info.plist');
  zip.addBuffer(Buffer.from('APPL????'), 'Demo.app/PkgInfo');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
