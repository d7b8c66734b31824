import sys
from pathlib import Path

# evaluation/, gold/ and training/ are folders of the checkout, not parts of the installed package.
sys.path.append(str(Path(__file__).resolve().parents[2]))
