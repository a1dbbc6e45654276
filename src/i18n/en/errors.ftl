# What went wrong and what to do next.

file-too-large = This file is larger than 1 GiB. Ask for a file of the changes only.
file-inflated = Unpacked, this file is larger than 1 GiB, so it was not opened. Ask for it again.
file-ratio = This file unpacks to far more than it should and was not opened. Ask for it again.
file-gzip = This packed file is damaged or cut off. Ask for it again.
file-encoding = This is not a Cove file: its text is not UTF-8. Choose a file that ends in .cove.json.
file-json = This is no JSON, or it is cut off. Ask for the file again.
file-duplicate-key = This file names something twice and cannot be trusted. Ask for a fresh export.
file-number = This file holds a number no Cove file can hold. Ask for a fresh export.
file-depth = This file is nested too deeply for a Cove file. Ask for a fresh export.
file-string = This file holds a text over 1 MiB. Ask for a fresh export.
file-format = This is JSON, but not a Cove file. Choose a file that ends in .cove.json.
file-newer = This file is of a newer version of Cove. Reload to update the app, then open it again.
file-hash = This file was damaged or changed on its way. Ask for it again.
file-envelope = This file lacks what every Cove file says of itself. Ask for a fresh export.
file-change = This file holds a change that cannot be read. Ask for a fresh export.
file-part = This file holds a part that cannot be read. Ask for a fresh export.
file-chain = The changes in this file do not hang together. Ask for a fresh export.
file-limit = This file holds more than a Cove file may hold. Ask for a file of the changes only.
file-workspace = This file belongs to another workspace and was not mixed into this one. In Settings you can switch to that workspace, or open the file as one more.
file-sealed = This file is sealed with a passphrase. Whoever made it can tell you.
file-sealed-header = The head of this sealed file is damaged. Ask for it again.
file-cannot-open = Wrong passphrase, or the file is damaged.
file-io = The file could not be read. Copy it to this device and choose it again.

store-moved = Another tab wrote at the same moment. Try again.
store-full = Not saved: the disk is full. Free some room, or export a backup now; what you typed is still here.
store-lost = The browser lost its database, so this may not be saved. Reload the page and look; what you typed is kept as a draft.
store-slow = Not saved: the browser did not answer for half a minute. Another tab may be importing. Try again; what you typed is still here.
store-blocked = Another tab holds the data. Close the other tabs of Cove and try again.
store-closed = Another tab is updating or erasing this data. Reload the page.
store-missing = This browser keeps no data here. Leave private mode, or allow storage for this site, then reload.
store-newer = This data was written by a newer version. Reload to update the app; nothing was changed.
store-corrupt = Some stored data cannot be read. Export what is here and open your last backup.
store-aborted = Not saved: the browser stopped the write. Try again; what you typed is still here.

worker-failed = The part of { -brand } that reads and writes files could not be loaded, or stopped. Nothing was changed. Check the connection, reload the page and try again.
