# Before wasm runs: the static shell, and why the page cannot start.

app-description = A CRM in one static folder: your data stays in this browser and is shared by files that merge.
start-opening = Opening…

failure-title = { -brand } could not start
failure-start = The page did not come to life. If it was opened as a file, put the folder on a web server (make run does so). Otherwise reload; if that does not help, an extension or the server blocks its scripts.
failure-file = The page was opened as a file, where browsers allow no database. Put the folder on any web server, or use make run, and open it from there. Data saved before is not touched.
failure-browser = This browser lacks something { -brand } needs (WebAssembly, or newer CSS), or it is switched off. Update the browser, or open the page in a current Chrome, Edge, Firefox or Safari.
failure-storage = This browser gives the page no database (IndexedDB). Leave private browsing, or allow this site to store data, then reload. Nothing would be kept otherwise.
failure-framed = { -brand } does not run inside another page, so that no one can lead your clicks astray. Open it in a window of its own.
failure-load = A part of the page could not be fetched, or is not the part that was published. Check the connection and reload; if it stays, whoever runs the site has to publish the folder again. Your data is untouched.
failure-policy = This server sends a stricter content security policy than the page needs, or an extension does. Whoever runs the site has to send the policy of the file _headers, or none; the page brings its own. Your data is untouched.
failure-save = Save the raw data
failure-script = { -brand } needs JavaScript. Allow it for this site and reload.

# Leaving the demo with the records somebody added to it.
leave-title = Keep what you added?
leave-why = { $n ->
    [one] The record you added can go on in a workspace of your own, with its contact details.
   *[other] The { $n } records you added can go on in a workspace of your own, with their contact details and the links between them.
}
leave-left = { $n ->
    [one] One record you added stays behind, because it belongs to one of the demo:
   *[other] { $n } records you added stay behind, because they belong to records of the demo:
}
leave-left-one = “{ $title }” belongs to “{ $of }”
leave-left-more = and { $n } more
leave-keep = { $n ->
    [one] Keep the record
   *[other] Keep { $n } records
}
leave-erase = Erase without keeping
leave-erase-after = Erase the demo afterwards
leave-done = { $n ->
    [one] Your record is in a workspace of its own
   *[other] Your { $n } records are in a workspace of their own
}
