/** What the lab invents about devices and cradles. */
export interface DeviceInventions {
  /** Second half of the text when a device is in use by somebody else and admin=true was not sent. */
  deviceOfOtherText: string;
  /** How long connecting a device to a cradle takes. */
  connectMs: number;
}

export const devicesDefaults: DeviceInventions = {
  deviceOfOtherText: 'Device <deviceId> is in use by another user',
  connectMs: 30_000,
};
