namespace Rampart.Learning.Attacks;

/// <summary>Finds perturbations within a budget that make a loss large. Attacks hold options only and may be shared by threads.</summary>
public interface IAttack
{
    /// <summary>The name used in pipeline files and results.</summary>
    string Name { get; }

    /// <summary>The ball every result lies in.</summary>
    AttackBudget Budget { get; }

    /// <summary>Attacks a batch. Only the gradient with respect to the pixels is taken; gradients of parameters are neither read nor written.</summary>
    /// <param name="loss">The attacked function, in evaluation mode.</param>
    /// <param name="batch">The images and their randomness.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    /// <returns>The adversarial images; its tensors go to the caller's dispose scope.</returns>
    /// <exception cref="AttackBudgetException">A result left the budget or [0, 1]: the images or the loss are not what they should be.</exception>
    AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null);
}

/// <summary>How far an attack has come.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
public readonly record struct AttackProgress(int Step, int Steps);
