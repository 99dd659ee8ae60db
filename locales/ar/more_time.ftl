### state: machine

more-time-title = منح وقت إضافي
more-time-lead = يُمنح الوقت الإضافي لسبب يذكره القانون. ويُبلَّغ الشخص ومناصره.
more-time-none = لا يسري في هذه الحالة أي حق محدد بمهلة.
more-time-spent = مُددت هذه المهلة بعدد المرات الذي يسمح به القانون.
more-time-which = أي حق، ولماذا؟
more-time-button = منح وقت إضافي
more-time-reason-serious-health = مرض خطير
more-time-reason-severe-mental-health = معاناة نفسية شديدة
more-time-reason-strong-intimidation = ترهيب شديد
more-time-reason-exceptional-circumstances = ظروف استثنائية
more-time-reason-rehabilitation-not-complete = لم يكتمل التأهيل
problem-status-no-such-right = لم يعد هذا الحق ساريًا. لم يتغير شيء.
problem-status-right-is-over = انتهى الوقت من قبل. لم يتغير شيء.
