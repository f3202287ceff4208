namespace Rampart.Learning.Metrics;

/// <summary>Linear systems with a symmetric positive definite matrix.</summary>
internal static class PositiveDefinite
{
    /// <summary>Solves A X = B by Cholesky's A = L L'.</summary>
    /// <param name="matrix">A, [n, n]; its lower triangle is overwritten by L.</param>
    /// <param name="right">B, [n, columns]; becomes X.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static double[,] Solve(double[,] matrix, double[,] right)
    {
        int size = matrix.GetLength(0);
        Decompose(matrix, size);
        for (int column = 0; column < right.GetLength(1); column++)
        {
            for (int row = 0; row < size; row++)
            {
                double sum = right[row, column];
                for (int k = 0; k < row; k++)
                {
                    sum -= matrix[row, k] * right[k, column];
                }

                right[row, column] = sum / matrix[row, row];
            }

            for (int row = size - 1; row >= 0; row--)
            {
                double sum = right[row, column];
                for (int k = row + 1; k < size; k++)
                {
                    sum -= matrix[k, row] * right[k, column];
                }

                right[row, column] = sum / matrix[row, row];
            }
        }

        return right;
    }

    private static void Decompose(double[,] matrix, int size)
    {
        for (int column = 0; column < size; column++)
        {
            for (int row = column; row < size; row++)
            {
                double sum = matrix[row, column];
                for (int k = 0; k < column; k++)
                {
                    sum -= matrix[row, k] * matrix[column, k];
                }

                if (row == column && !(sum > 0))
                {
                    throw new ArithmeticException("The matrix is not positive definite; are the features finite?");
                }

                matrix[row, column] = row == column ? Math.Sqrt(sum) : sum / matrix[column, column];
            }
        }
    }
}
