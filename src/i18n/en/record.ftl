# Record pages and forms.
