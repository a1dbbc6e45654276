# Capture: texts from the clipboard, lead forms and their answers, files of other programs.

nav-capture = Capture
capture-about = From the clipboard, a card, a chat or a form on your site to a lead
capture-paste = From the clipboard
capture-text = Paste a business card, a chat, a signature, a vCard or registry data
capture-hint = What is found shows here, field by field, before anything is written. Nothing is lost: what is not understood goes into the note.
capture-found = { $n ->
    [0] Nothing was recognised; all of it goes into the note.
    [one] { $n } field was recognised.
   *[other] { $n } fields were recognised.
}
capture-as = Make of it
capture-go = Continue to the form
capture-answers = This text holds answers to your forms.
capture-answers-go = Check and import them
capture-answers-how = Answers come back by mail, as codes or as files. Paste a mail or a chat with codes on this page, several at once if you like.
capture-answers-files = Import saved answer files
capture-new-form = New form
capture-forms-why = A form is a page of one file for your own site. It asks no server; visitors send their answers by mail, as a code or as a file.
capture-no-forms = No forms yet
capture-no-forms-why = Choose the questions, the campaign and the pool; then save the page and put it on your site.
capture-save-page = Save page “{ $title }”

entity-lead-form = Lead form
entity-lead-forms = Lead forms
lead-form-name = Title of the page
lead-form-mail = Answers are mailed to
lead-form-language = Language of the page
lead-form-intro = Text above the questions
lead-form-note = Message
lead-form-thanks = Line of thanks
lead-form-consent = Sentence of consent
lead-form-ask-company = Ask for the company
lead-form-ask-title = Ask for the job title
lead-form-ask-phone = Ask for a phone
lead-form-ask-email = Ask for an e-mail
lead-form-ask-wechat = Ask for WeChat
lead-form-ask-industry = Ask for the industry
lead-form-ask-region = Ask for the region
lead-form-ask-interests = Ask for interests
lead-form-ask-note = Ask for a message
lead-answer = Answer to a form
group-questions = Questions
group-words = Words
choice-form-en = English
choice-form-zh = Chinese

# The page of a form, which stands on somebody else's site.
form-page-required-mark = * must be filled in.
form-page-send = Submit
form-page-thanks = Thank you. Please send us your answer now.
form-page-how-mail = One more step: send the prepared mail. If you have no mail program here, copy the code or save the file and send it to us.
form-page-how-code = One more step: copy the code or save the file and send it to us, by chat or by mail.
form-page-mail = Send by mail
form-page-copy = Copy the code
form-page-save = Save as a file
form-page-code = Your answer as a code
form-page-again = Fill in another one
form-page-errors = Please see to the marked questions.
form-page-required = Please fill this in.
form-page-email = This is no e-mail address.
form-page-phone = This is no phone number.
form-page-one = Please give one way to reach you.
form-page-agree = Please agree before you go on.
form-page-copied = The code is copied.
form-page-copy-by-hand = Please select and copy the code below.
form-page-mail-body = My answer to your form stands in the code below. Please leave it as it is.

answers-left = { $n ->
    [one] { $n } answer cannot be taken:
   *[other] { $n } answers cannot be taken:
}
answers-torn = Answer { $n } is torn: { $what }… Ask for the code once more, or copy all of it.
answers-foreign = Answer { $n } ({ $what }) belongs to a form that is not in this workspace. Merge the file of the colleague who made the form first.
table-answers-none = { $row ->
    [one] The answer cannot be taken: its code is torn, or its form is not in this workspace. Copy all of the code, or merge the file of the colleague who made the form.
   *[other] None of the { $row } answers can be taken: their codes are torn, or their forms are not in this workspace. Copy all of each code, or merge the file of the colleague who made the form.
}

import-program = from { $program }
program-atomic = Atomic CRM
program-twenty = Twenty
program-espo = EspoCRM
program-cordys = Cordys CRM
program-wukong = Wukong CRM
program-answers = your lead forms
