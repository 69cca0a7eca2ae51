List<String> breakfast(Kitchen kitchen) throws Exception {
    var said = Collections.synchronizedList(new ArrayList<String>());
    try (var scope = TaskScope.open()) {
        scope.fork("tea", () -> said.add(kitchen.tea()));
        scope.fork("toast", () -> said.add(kitchen.toast()));
        scope.fork("eggs", () -> said.add(kitchen.eggs()));
        scope.join();
    }
    return said;                               // toast is first: it was done first
}
