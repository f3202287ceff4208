namespace Rampart.Evaluation;

/// <summary>What is known about a sample while its shard is being measured.</summary>
internal sealed class SampleRecord(int row, string truth)
{
    private readonly List<AttackOutcome> _attacks = [];
    private AttackFinding? _finding;
    private string _cleanAnswer = "";
    private AnswerGrades? _cleanGrades;
    private bool _isCleanRight;
    private float _cleanLoss;
    private bool _hasFallen;

    public int Row => row;

    /// <summary>Whether the sample is still to be attacked: nothing so far has made its answer wrong or, for attacks that go on until then, bad enough.</summary>
    public bool Stands => !_hasFallen;

    private bool WasRight => _attacks.Count == 0 ? _isCleanRight : _attacks[^1].Correct;

    private bool StandsRounded => _attacks.Count == 0 ? _isCleanRight : _attacks[^1].EightBitCorrect ?? false;

    public void SetClean(string answer, bool isRight, float loss, bool isFallen, AnswerGrades? grades) =>
        (_cleanAnswer, _isCleanRight, _cleanLoss, _hasFallen, _cleanGrades) = (answer, isRight, loss, isFallen, grades);

    /// <summary>The ball of a smaller radius lies in that of a larger one: who fell there has fallen here.</summary>
    public void AddFallen(double epsilon, bool eightBit) =>
        _attacks.Add(new AttackOutcome(epsilon, WasRight, eightBit ? StandsRounded : null, null));

    /// <summary>Takes what one attack found; the attacks of a sequence at one radius make one outcome.</summary>
    /// <param name="epsilon">The radius.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="isComposed">Whether the sequence has attacks of several names.</param>
    public void AddAttack(double epsilon, AttackFinding finding, bool isComposed)
    {
        if (!finding.IsFirst)
        {
            _attacks.RemoveAt(_attacks.Count - 1);
        }

        _finding = finding.IsFirst ? finding : _finding!.Then(finding);
        bool? isRoundedRight = _finding.IsRoundedRight is { } rounded ? rounded && StandsRounded : null;
        _hasFallen |= finding.IsFallen;
        _attacks.Add(new AttackOutcome(epsilon, _finding.IsRight && WasRight, isRoundedRight, _finding.Details(isComposed)));
    }

    public SampleOutcome Outcome(string id, long index) =>
        new(id, index, truth, _cleanAnswer, _isCleanRight, _cleanLoss, _attacks) { CleanGrades = _cleanGrades };
}
