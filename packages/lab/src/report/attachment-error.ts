/** Why an attachment cannot be made. */
export type AttachmentErrorCode = 'attachment-format-unsupported' | 'attachment-not-recorded';

/** An attachment that this lab cannot make: its format is not one of its kind's, or the run does not have it. */
export class AttachmentError extends Error {
  override readonly name = 'AttachmentError';
  readonly code: AttachmentErrorCode;
  /** Path of the attachment inside the report. */
  readonly path: string;
  readonly hint: string;

  constructor(code: AttachmentErrorCode, path: string, problem: string, hint: string) {
    super(`Attachment '${path}': ${problem}. ${hint}`);
    this.code = code;
    this.path = path;
    this.hint = hint;
  }
}
