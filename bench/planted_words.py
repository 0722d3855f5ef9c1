"""Words and sentences that are planted: misspellings, summaries, a chatbot's replies."""

from __future__ import annotations

LISTED = {
    "accommodation": "accomodation", "achieve": "acheive", "address": "adress",
    "agreement": "agreeement", "apparent": "apparant", "argument": "arguement",
    "beginning": "begining", "believed": "beleived", "business": "buisness",
    "colleagues": "collegues", "committee": "commitee", "completely": "completly",
    "definitely": "definately", "different": "diffrent", "environment": "enviroment",
    "existence": "existance", "experience": "experiance", "government": "goverment",
    "independent": "independant", "influence": "influance", "knowledge": "knowlege",
    "maintenance": "maintainance", "necessary": "neccessary", "occurred": "occured",
    "performance": "performence", "possession": "posession", "received": "recieved",
    "referred": "refered", "religious": "religous", "separate": "seperate",
    "similar": "similiar", "successful": "succesful", "through": "throught",
    "together": "togehter", "which": "whcih", "until": "untill", "their": "thier",
}  # fmt: skip
"""Slips that every editor has met, from memory, not from the rule's list."""

SUMMARIES = (
    "added a paragraph about the early settlement",
    "corrected the name of the second bridge",
    "copyedit, removed repeated sentences",
    "updated the population figures from the census",
    "expanded the history section with two references",
    "removed unsourced claim about the election",
    "clarified the difference between both treaties",
    "fixed broken links and restored the missing image",
    "rewrote the introduction to be more neutral",
    "moved this sentence to a better place",
    "added information on the recent excavation",
    "shortened the description of the championship",
)
CHAT = (
    "I hope this helps! ",
    "As an AI language model, I do not have access to current figures. ",
    "As of my last knowledge update in September 2021, no successor had been named. ",
    "Certainly! Here is a revised version of the paragraph. ",
    "Let me know if you would like me to expand this section. ",
    "Would you like me to add more references? ",
    "As a large language model, I cannot browse the archives. ",
    "Please replace [insert date here] with the right one. ",
    "Sure, here's a more neutral version of the text: ",
    "Feel free to ask if you have any other questions. ",
)
"""What a chatbot says to its user, each in another wording."""
