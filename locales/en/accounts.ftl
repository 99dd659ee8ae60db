### state: source

nav-accounts = Accounts
nav-units = Units
accounts-title = Accounts
accounts-lead = Who can sign in, where and as what. Who holds a unit's key is decided by its own people.
accounts-new = New account
accounts-count =
    { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
accounts-login = Login
accounts-name = Name
accounts-unit = Unit
accounts-role = Role
accounts-stands = Stands
account-open = Open
account-invited = Not enrolled yet
account-closed = Closed
account-title = New account
account-login = Login
account-login-hint = What the person types to sign in.
account-name = Name of the colleague
account-unit = Unit
account-role = Role
account-role-hint = A role decides what the account can do. Nobody has two.
account-button = Make the account
account-made = The account is made.
account-link = Give this code to the person by hand. It works once, within 72 hours, and is not shown again.
account-link-gone = Its code was shown before and is not shown again.
account-another = Make another account
units-title = Units
units-none = There is no unit yet.
units-new = New unit
units-count =
    { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
units-name = Name
units-body = Kind of body
units-members = Members
units-key = Key
units-keyed = made
units-not-keyed = not made yet
unit-title = New unit
unit-name = Name of the unit
unit-name-hint = Everybody who refers can read it. Never write a hidden address.
unit-body = Kind of body
unit-body-hint = A code of the country's rules, such as police or ngo.
unit-button = Make the unit
units-body-unknown = Your country’s rules know no such kind. Write it as they do, such as police or ngo.
