"""Remarks on the wording of a common question: pure rules in French. They advise and never refuse."""

from projects.concertation.wording.remarks import Remark, Verdict
from projects.concertation.wording.rules import LONGEST, remarks_on

__all__ = ["LONGEST", "Remark", "Verdict", "remarks_on"]
