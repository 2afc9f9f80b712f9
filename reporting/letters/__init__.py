"""Letters and other printouts about a family, a person or an assistant, as PDF.

- `referral_answer.py`: the letter that answers a referral (a request for an assistant)
- `handover_pack.py`: what an assistant needs who takes families over
- `diary_pdf.py`: the diary of an assistant
- `personal_data_copy.py`: the copy of personal data (RODO art. 15), also as JSON; `personal_data.py`: what it contains
"""
