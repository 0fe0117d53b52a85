# Subscriptions: being told when something changes.

subscriptions-title = Subscriptions
subscribe = Notify me

## The page
notices-title = News
notices-none = Nothing you wanted to know of has changed yet.
notices-unread =
    { $count ->
        [one] You have not marked 1 notice as read yet.
       *[other] You have not marked { $count } notices as read yet.
    }
notices-read = Mark all as read
notices-were-read = The notices are marked as read.
notice-new = New
notice-unsent = could not be sent by e-mail
notice-version = New version { $version }
notice-changed = The view answers something else now
notice-above = The figure is above { $value } now
notice-below = The figure is below { $value } now
subscriptions-none = You have not subscribed to anything yet
subscriptions-none-text = Open a dataset, a view or an overview and choose “Notify me”. Then changes are listed here.
subscriptions-list = What you subscribed to
subscriptions-about = What you are told
subscriptions-about-text = Only what you may see at that moment. If you lose a right, its notices disappear too. At most 200 are kept, for 90 days, and never the data themselves.
subscriptions-mail = By e-mail
subscriptions-mail-text = Where you chose so, an e-mail brings title and link, never data.
subscriptions-no-mail = This data hub is not set up for e-mail. Notices are listed here and in the feed.

## A subscription
subscription-of-dataset = at every new version
subscription-of-view = when the answer changes
subscription-above = when the figure rises above { $value }
subscription-below = when the figure falls below { $value }
subscription-since = since { $day }
subscription-by-mail = also by e-mail
subscription-gone = No longer available
subscription-failing = The view could not be answered when we last looked. Open it to see why.
subscription-change = Change
subscription-end = End
subscription-end-of = End the subscription to “{ $title }”
subscription-ended = The subscription has ended.
subscription-undo = Undo
subscription-begun = You will be notified.
subscription-resumed = The subscription goes on.

## The form
subscription-new = Notify me
subscription-dataset-lead = You are told as soon as the dataset has a new version.
subscription-view-lead = You are told as soon as the view answers something else or its figure crosses a line. We look when data behind the view change, with your rights and the defaults of the view.
subscription-when = When
subscription-when-anders = when the answer changes
subscription-when-ueber = when the figure rises above the line
subscription-when-unter = when the figure falls below the line
subscription-value = Line
subscription-value-hint = For “above” and “below” only: a number, such as 1,250.5
subscription-column = Column of the figure
subscription-column-hint = For “above” and “below” only: the value of the first row is compared.
subscription-mail = Also by e-mail
subscription-mail-text = To the address of your account, with title and link.
subscription-begin = Subscribe
error-invalid-line = Give a number as the line, such as 100 or 1,250.5.
error-no-figure = There is no number in the first row of this column. Choose another column.
error-subscription-purpose = This view joins data of several houses, and each time it has to be said what for. So nobody can look for you. Subscribe to the datasets behind it.
error-too-many-subscriptions = You have 100 subscriptions already. End one that you no longer need.
error-no-such-subscription = This subscription does not exist any more.
error-no-such-feed = There is no such feed. Its link may have been renewed.

## The feed
feed-headline = As a feed
feed-text = With a link of your own, your feed reader or mail program reads the notices without signing in. Do not pass it on.
feed-since = Your link works since { $day }.
feed-make = Make a link
feed-renew = Renew the link
feed-end = Switch the link off
feed-was-made = Your link is made.
feed-copy-now = Copy it now. It is shown this one time only; an earlier one no longer works.
feed-was-ended = The link is switched off.
feed-title = { $hub }: your news
action-renew-feed = Link to the feed of notices made
action-end-feed = Link to the feed of notices switched off

## The letter
mail-notices-subject =
    { $count ->
        [one] New: { $title }
       *[other] { $count } notices
    }
mail-notices-text = This has changed:
mail-notices-why = You get this e-mail because you subscribed to it. You can end or change that in the data hub under “Subscriptions”.
