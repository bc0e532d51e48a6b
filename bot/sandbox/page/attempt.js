// Doing what may fail, and telling the person when it did.
import { say } from "./strings.js";
import { toast } from "./toasts.js";

/** Run `action`; what goes wrong is shown, and the caller learns of it too. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    // A fetch that reaches nobody fails with a TypeError; everything else says itself what is wrong.
    toast(error instanceof TypeError ? say.serverAway : error.message, "failed");
    throw error;
  }
}

/** The same for those who have nothing to undo. */
export const quietly = (action) => attempt(action).catch(() => {});
