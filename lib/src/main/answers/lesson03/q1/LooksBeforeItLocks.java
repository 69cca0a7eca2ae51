void transfer(Account from, Account to, int amount) {
    int left = from.balance() - amount;            // true a moment ago
    int more = to.balance() + amount;
    var first = from.id() < to.id() ? from : to;
    var second = first == from ? to : from;
    first.lock().lock();
    second.lock().lock();
    from.set(left);
    to.set(more);
    second.lock().unlock();
    first.lock().unlock();
}
