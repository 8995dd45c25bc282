"""Every word of the page that more than a browser sees: one place to read and to change them."""

from __future__ import annotations

# The head and the start page.
BOX = "Ask a question or type a name"
MOST_WRITTEN = "Most written about"
TRY = "Try asking"
RECENT = "Recent questions"
SAVED_VIEWS = "Saved views"
REMOVE = "Remove"
SAVE_VIEW = "Save this view"

# Under the box.
CO_MENTIONS = "Include co-mentions"
HOW_READ = "How the question was understood"

# Explore.
KINDS = "Kinds"
TOPICS = "Topics"
TIMELINE = "Timeline"
FACTS_BY_TIME = "Facts by date. Drag over the bars to choose a period."
ALL_TIME = "All dates"
NEWEST = "The newest {}."
STATED = "Relations within {}"
STATED_BETWEEN = "Relations between {} and {}"

# Relations and paths.
BETWEEN = "Between these"
NEAREST_TO_BOTH = "Closest to both"
NO_MEETING = "Nothing in your notes is close to both."

# Lines of an answer, and why each is there.
BOTH = "Both"
BY_MEANING = "Similar meaning"
NEAR_MISSES = "Closest lines"
NEAR_NOTE = "They come close but do not answer the question."
PHRASED = "exact phrase"
ALL_WORDS = "matches all your words"
ALIAS = "matches another name"
SOME_WORDS = "matches your words"
SPELLING = "similar spelling"
SAME_LIST = "same list"
NAMES_IT = "names it"
MEANING = "similar meaning"
VALUE = "right kind of value"
SAME_SUBJECT = "same subject"

# Why a line is there, in a sentence; {} is what the answer tells besides.
HAS_WORDS = "It has your words: {}."
CLOSEST = "It is one of the three closest in meaning."
SIMILAR_MEANING = "It is similar in meaning to your question."
IS_ABOUT = "It is about {}."
NAMES_ASKED = "It names what you asked about."
IS_DESCRIBED = "{} fits your description."
GIVES_VALUE = "It gives the kind of value you asked for."
AS_WRITTEN = "It has your words exactly as written."
BESIDE_FOUND = "It is in the same list as a line that was found."

RELATED_TO_BOTH = "Related to both"

FOLLOW_UPS = "Ask next"
HOW_RELATED = "how are {} and {} related?"

# Gaps and study.
ADD_GAP = "Add to gaps"
REMOVE_GAP = "Remove from gaps"
NO_GAPS = "No gaps yet. When your notes do not answer a question, you can add it here."
TO_LEARN = "To learn next"

# Names.
RENAME = "Rename to"
ALSO_CALLED = "Add another name"
MERGE = "Merge with"
SPLIT = "Remove a name"
ACTION = "Action"
APPLY = "Apply"
UNDO = "Undo last change"
IS_ANOTHER = "“{}” is {} in your notes. If both are one thing, merge them."
MERGE_INTO = "Merge {} into {}"
NOTES_UNCHANGED = "Your notes are not changed."
NO_LINE_NAMED = "No line uses that name yet."
RENAME_UNDONE = "{} is no longer called {}."
ALIAS_UNDONE = "{} is no longer also called {}."
MERGE_UNDONE = "{} and {} are separate again."
SPLIT_UNDONE = "{} can mean {} again."
KEPT_IN_FILE = "Saved in noteloom.toml in the notes folder."

# The notes.
REINDEX = "Re-index changes"
REBUILD_ALL = "Rebuild index"
REBUILD = "Rebuild"
INDEXED_NOTES = "Indexed notes"
INDEX_A_FOLDER = "Index a folder"
INDEX_ANOTHER = "Index another folder"
INDEX_THIS = "Index this folder"
INDEX_DROPPED = "Index these files"
TYPE_PATH = "Or type its path"
PREPARING = "Preparing (takes longer the first time)"

INDEXING = "Indexing your notes"
BY_WORDS_ONLY = "Until the index is ready, you find lines by their words."
WITH_YOUR_WORDS = "Lines with your words"
NO_LINES_YET = "No line has these words."

# With a number or a name in it.
INCOMING = "{} (incoming)"
MENTIONED_WITH = "is mentioned with"
CO_MENTION = "co-mention"
EXCLUDE = "Exclude {}"
RELATES_TO = "relates to"
ALL_RELATIONS = "All relations of {}"
MORE_HIDDEN = "{} hidden or only co-mentioned."
NO_PATH = "Your notes do not connect {}."
SAME_LINE = "named in the same line"
IN_THE_LINE = "written in the line"
LINE_AND_HEADING = "from the line and its heading"
WILL_CHANGE = "{}, {} will change"
AND_MORE = "and {} more"
TYPE_FIRST = "Type a name first."
INDEX_IN = "Index the notes in {}"
INDEXED = "Indexed"
NO_FOLDER = "There is no folder {!r}. Type a path that exists on this machine."
CHOSEN = "{} (your choice)"

# The reader.
CLOSE_NOTE = "Close the note"
NO_NOTE = "There is no note {!r} in the index."
RELATED_NOTES = "Related notes"
LINKED_HERE = "linked from this note"
LINKS_HERE = "links to this note"
BOTH_NAME = "both name {}"
OPEN_NOTES_IN = "Open notes in"
NO_EDITOR = "No editor"
DEFAULT_PROGRAM = "Default program"
CLEAR_FILTERS = "Clear filters"

# Study.
WHICH_WORDS = "Which words are missing?"
FROM_GAPS = "A question from your gaps that your notes now answer"
OPEN_GAPS = "{} open in Gaps"
CLICK_TO_SHOW = "Click the line to show the answer."
KNEW = "I knew it"
DID_NOT = "I did not"
ALL_DONE = "Nothing is due. Come back later, or choose another topic."
ALL_TOPICS = "All topics"
