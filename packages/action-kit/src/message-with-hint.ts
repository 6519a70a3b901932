/** What went wrong and what to do on one line. Sentences of the service end without a full stop. */
export function messageWithHint({ message, hint }: { message: string; hint?: string | undefined }): string {
  if (hint === undefined || hint === '') return message;
  return `${/[.!?]$/.test(message) ? message : `${message}.`} ${hint}`;
}
