### state: machine

drafts-title = ما بدأته
drafts-lead = ما كتبته ولم ترسله بعد. لا أحد غيرك يستطيع فتحه. يختفي من نفسه بعد سبعة أيام.
drafts-none = لا شيء ينتظر هنا. في النموذج الطويل زر «احفظ وعُد لاحقًا».
drafts-kept = حُفظ في { $since }. يبقى هنا حتى { $until }.
drafts-on = متابعة
drafts-drop = تخلص منه
drafts-other = نموذج
draft-here = بدأت الكتابة هنا في { $since } ولم ترسلها.
form-later = احفظ وعُد لاحقًا
form-kept = حُفظ أثناء الكتابة. لم يُرسل بعد.
today-drafts = { $count ->
    [zero] لا شيء مما بدأته ينتظرك
    [one] شيء واحد بدأته ينتظرك
    [two] شيئان بدأتهما ينتظرانك
    [few] { $count } أشياء بدأتها تنتظرك
    [many] { $count } شيئًا بدأته ينتظرك
   *[other] { $count } شيء بدأته ينتظرك
}
error-kept = ما كتبته محفوظ لك أيضًا.
