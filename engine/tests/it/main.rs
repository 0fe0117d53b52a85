//! The engine as the hub sees it: over files the lake wrote, in this process and in worker processes.
