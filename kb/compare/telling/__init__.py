"""What articles tell, as comparing sees it: accounts, stories, words, sides."""
