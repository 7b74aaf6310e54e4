/** Something said on IRC by somebody else. */
export interface IrcMessage {
  /** A channel, or `null`: said to the bot in private. */
  readonly channel: string | null;
  readonly nick: string;
  /** `nick!user@host`, as the server knows it. */
  readonly address: string;
  /** The services account, where the server tells it. */
  readonly account: string | null;
  /** With formatting codes. */
  readonly text: string;
  /** Said as `/me`. */
  readonly isAction: boolean;
  /** The server's id of the message, where it gives one. */
  readonly id: string | null;
  /** The id of the message that it replies to, where the author's client says so. */
  readonly replyTo: string | null;
  /** Marked as a bot by the server. */
  readonly isBot: boolean;
  /** The nick of the bridge that said it for somebody (RELAYMSG), as the server tells. */
  readonly relaymsgBy: string | null;
}
